import Foundation
import OrderedJSON

extension JSON {
  /// The value at a JSON Pointer, nil where there is none.
  func at(_ pointer: String) -> JSON? {
    pointer.split(separator: "/").reduce(self as JSON?) { value, token in
      Int(token).flatMap { value?[$0] } ?? value?[String(token)]
    }
  }

  var count: Int { arrayValue?.count ?? 0 }

  /// How many trials of a report had each outcome.
  var outcomes: [String: Int] {
    Dictionary((self["trials"]?.arrayValue ?? []).map { ($0["outcome"]?.stringValue ?? "?", 1) }, uniquingKeysWith: +)
  }
}

extension String {
  /// A report's text without what may differ between two runs with the same answers: its times and its id.
  var withoutTimesAndID: String {
    replacing(#/"(id|startedAt|finishedAt)":"[^"]*"/#) { "\"\($0.1)\":\"\"" }
      .replacing(#/"(latencyMs)":(\{[^}]*\}|[0-9.]+)/#) { "\"\($0.1)\":0" }
  }
}
