import EvalCore
import OrderedJSON

/// A text with a JSON value on each line; blank lines count for nothing.
enum JSONLinesTree {
  /// Complains about each line that is no JSON and goes on with the next.
  static func nodes(_ source: SourceText, _ complaints: Complaints) -> [LocatedNode] {
    (1...source.lineCount).compactMap { number in
      let line = source.line(number)
      guard line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { return nil }
      do throws(Diagnostic) {
        return try LocatedNode.json(Array(line), path: source.path, line: number)
      } catch {
        complaints.add(error)
        return nil
      }
    }
  }
}
