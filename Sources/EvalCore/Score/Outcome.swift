/// The outcome of a trial; where several apply, the first in this order (`docs/report.md`, Outcomes).
package enum Outcome: String, Sendable, CaseIterable, Comparable {
  case infraError = "infra_error"
  case notShown = "not_shown"
  case forbiddenTool = "forbidden_tool"
  case malformedCall = "malformed_call"
  case unknownTool = "unknown_tool"
  case unexpectedCall = "unexpected_call"
  case wrongTool = "wrong_tool"
  case extraCall = "extra_call"
  case truncated
  case refused
  case callInText = "call_in_text"
  case missingCall = "missing_call"
  case wrongOrder = "wrong_order"
  case badArgs = "bad_args"
  case correct

  /// Endpoint failures are never scored and never hidden.
  package var isScored: Bool { self != .infraError && self != .notShown }

  package static func < (left: Outcome, right: Outcome) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
