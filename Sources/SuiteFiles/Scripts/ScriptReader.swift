package import EvalCore
import OrderedJSON

/// Reads the lines of a `script:` file, one JSON object each.
package enum ScriptReader {
  /// - Throws: every complaint about the file.
  package static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> [ScriptLine] {
    let complaints = Complaints()
    var lines: [ScriptLine] = []
    do throws(Diagnostic) {
      for node in JSONLinesTree.nodes(try SourceText(bytes, path: path), complaints) {
        line(node, complaints).map { lines.append($0) }
      }
    } catch {
      complaints.add(error)
    }
    if lines.isEmpty, !complaints.hasErrors {
      complaints.error(at: FilePosition(file: path, line: 1, column: 1), "expected at least one line of JSON")
    }
    guard !complaints.hasErrors else { throw Diagnostics(complaints.sorted) }
    return lines
  }

  private static func line(_ node: LocatedNode, _ complaints: Complaints) -> ScriptLine? {
    guard let fields = Fields(node, .scriptLine, complaints) else { return nil }
    var line = ScriptLine()
    line.caseID = fields["case"].flatMap { $0.nonEmptyString("'case'", complaints) }.flatMap(named)
    line.variant = fields["variant"].flatMap { $0.nonEmptyString("'variant'", complaints) }.flatMap(named)
    line.repeat = fields["repeat"].flatMap { count($0, "'repeat'", complaints) }
    line.turn = fields["turn"].flatMap { count($0, "'turn'", complaints) }
    line.calls = fields["calls"].map { calls($0, complaints) } ?? []
    line.text = fields["text"].flatMap { $0.string("'text'", complaints) }
    line.raw = fields["raw"].flatMap { $0.string("'raw'", complaints) }
    line.status = fields["status"]?.integer("'status'", in: 100...599, complaints)
    if fields["raw"] != nil, fields["calls"] != nil || fields["text"] != nil {
      complaints.error(at: node.position, "expected either 'raw', or 'calls' and 'text'")
    }
    return line
  }

  private static func named(_ text: String) -> String? { text == "*" ? nil : text }

  private static func count(_ node: LocatedNode, _ what: String, _ complaints: Complaints) -> Int? {
    node.stringValue == "*" ? nil : node.integer("\(what) (or \"*\")", in: 1...1_000_000, complaints)
  }

  private static func calls(_ node: LocatedNode, _ complaints: Complaints) -> [AuthoredCall] {
    (node.list("'calls'", complaints) ?? []).compactMap { call in
      guard let members = call.members, members.count == 1, members[0].value.members != nil else {
        complaints.error(at: call.position, "expected a call as {\"TOOL\": {\"NAME\": value}}, found \(call.found)")
        return nil
      }
      return AuthoredCall(tool: members[0].key, arguments: members[0].value.json.objectValue ?? [:])
    }
  }
}
