import EvalCore
import OrderedJSON

/// A whole file as plain JSON, exactly as written, with the position of any part on demand: for files that may be large.
struct LocatedJSON {
  let value: JSON
  private let locate: (JSONPointer) -> FilePosition

  init(_ source: SourceText) throws(Diagnostic) {
    guard source.path.hasSuffix(".yaml") || source.path.hasSuffix(".yml") else {
      try self.init(json: source)
      return
    }
    self.init(try YAMLTree.read(source, Complaints()))
  }

  init(_ node: LocatedNode) {
    value = node.json
    locate = { pointer in node.position(nearest: pointer.tokens[...]) }
  }

  private init(json source: SourceText) throws(Diagnostic) {
    do {
      let (value, positions) = try JSON.parseWithPositions(source.bytes)
      self.value = value
      locate = { pointer in
        let position = positions.position(nearest: pointer)
        return FilePosition(file: source.path, line: position.line, column: position.column)
      }
    } catch {
      let position = FilePosition(file: source.path, line: error.position.line, column: error.position.column)
      throw Diagnostic(.error, at: position, error.message)
    }
  }

  /// Where the value at `pointer` starts, or else the innermost one on the way to it.
  func position(of pointer: JSONPointer) -> FilePosition { locate(pointer) }
}

extension LocatedNode {
  /// Where the value at the end of `path` starts, or else the innermost one on the way to it.
  func position(nearest path: ArraySlice<String>) -> FilePosition {
    guard let token = path.first else { return position }
    let child =
      self[token] ?? Int(token).flatMap { index in array.flatMap { $0.indices.contains(index) ? $0[index] : nil } }
    return child?.position(nearest: path.dropFirst()) ?? position
  }
}
