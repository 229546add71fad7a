import EvalCore
import OrderedJSON

extension EvalCase: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("id", id)
    out.text("prompt", prompt)
    if !history.isEmpty { out.array("messages", history) }
    out.json("expect", expectation.source)
    writeByVariant(to: &out)
    out.texts("tags", tags)
    out.text("family", family)
    out.text("file", position.file)
    out.integer("line", position.line)
    out.bool("todo", todo)
    out.bool("expectedFail", expectedFail)
    out.object("quarantine", quarantine)
    out.text("note", note)
  }

  private func writeByVariant(to out: inout JSONStream) {
    if !expectIn.isEmpty {
      out.json("expectIn", .object(JSONObject(expectIn.sorted { $0.key < $1.key }.map { ($0.key, $0.value.source) })))
    }
    if !skipIn.isEmpty {
      out.json("skipIn", .object(JSONObject(skipIn.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })))
    }
  }
}

extension Quarantine: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.word("until", until)
    out.text("reason", reason)
  }
}

/// Shown as suites write them: the role is the key.
extension Message: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    switch self {
    case .system(let text): out.text("system", text)
    case .user(let text): out.text("user", text)
    case .assistant(let text, let calls):
      out.object("assistant") { out in
        out.text("text", text)
        out.array("calls", calls) { $0.json(.object([$1.tool: .object($1.arguments)])) }
      }
    case .tool(let results):
      out.array("tool", results) { $0.json(.object([$1.tool: $1.result.shown])) }
    }
  }
}

extension CannedResult {
  /// What an author wrote, or of several choices the one that is left when no arguments fit.
  var shown: JSON {
    switch self {
    case .value(let value): value
    case .verbatim(let object): .object(object)
    case .when(_, let otherwise): otherwise.shown
    case .live(let execution): execution.source
    }
  }
}
