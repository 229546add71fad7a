package import OrderedJSON

/// What a server says of a tool's old name: since when it should not be called, until when it answers, and what to call.
package struct Deprecation: Sendable, Hashable {
  package let since: WrittenDate?
  /// The last day on which the old name answers.
  package let until: WrittenDate?
  /// The name that takes its place.
  package let use: String?

  package init(since: WrittenDate? = nil, until: WrittenDate? = nil, use: String? = nil) {
    self.since = since
    self.until = until
    self.use = use
  }

  /// Whether the old name answers no longer on a day.
  package func isOver(on day: WrittenDate) -> Bool { until.map { $0.dayText < day.dayText } ?? false }

  /// What a model reads of it, with what it can do: while the old name answers.
  package func notice(of tool: String) -> String {
    let start = since.map { " since \($0.dayText)" } ?? ""
    let end = until.map { " and stops answering after \($0.dayText)" } ?? ""
    return "notice: the tool '\(tool)' is deprecated\(start)\(end)" + advice("from now on")
  }

  /// What a model reads once it is over.
  package func refusal(of tool: String) -> String {
    let end = until.map { "stopped answering after \($0.dayText)" } ?? "no longer answers"
    return "the tool '\(tool)' \(end)" + advice("instead")
  }

  private func advice(_ when: String) -> String { use.map { "; call '\($0)' \(when)" } ?? "" }

  /// The result of a call of the old name: what the tool answers, after a text of its own with the notice, so that
  /// cutting a long answer leaves it there. Structured content stays what the output schema promises.
  package func result(_ result: JSONObject, of tool: String) -> JSONObject {
    var told = result
    told["content"] = .array([Self.text(notice(of: tool))] + (result["content"]?.arrayValue ?? []))
    return told
  }

  /// The result of a call of the old name once it is over: an error of the tool, which models are shown.
  package func refusedResult(of tool: String) -> JSONObject {
    ["content": [Self.text(refusal(of: tool))], "isError": true]
  }

  private static func text(_ text: String) -> JSON { ["type": "text", "text": .string(text)] }
}

extension WrittenDate {
  /// The day alone, as it is written and as it sorts: `2026-06-30`.
  fileprivate var dayText: String {
    [(year, 4), (month, 2), (day, 2)].map { number, width in
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }.joined(separator: "-")
  }
}
