package import OrderedJSON

/// One prompt or conversation with its expectation: made by the suite reader, planned once per variant, model and repeat.
package struct EvalCase: Sendable {
  package let id: String
  /// What stands before the live part; empty for a plain prompt.
  package var history: [Message] = []
  /// Where each entry of ``history`` stands, and the user's message after it; empty for a plain prompt.
  package var messagePositions: [FilePosition] = []
  /// The user turns that are put to the live model one after the other; at least one.
  package var prompts: [String]
  /// In the control's names.
  package var expectation: CaseExpectation
  /// By variant, in that variant's own place: replaces ``expectation`` there, still in the control's names.
  package var expectIn: [String: CaseExpectation] = [:]
  /// By variant, the reason why the case is not asked there.
  package var skipIn: [String: String] = [:]
  package var forbid: [CallPattern] = []
  package var allowExtra = false
  package var tools: CaseTools?
  package var principal: Principal?
  package var turns: Int?
  package var system: String?
  /// By tool, over the suite's results.
  package var results: [String: CannedResult] = [:]
  package var faults: [String: Fault] = [:]
  package var tags: [String] = []
  package var family: String?
  package var weight: Double = 1
  package var quarantine: Quarantine?
  package var expectedFail = false
  package var todo = false
  package var note: String?
  package let position: FilePosition

  package init(id: String, prompts: [String], expectation: CaseExpectation, position: FilePosition) {
    self.id = id
    self.prompts = prompts
    self.expectation = expectation
    self.position = position
  }

  /// The prompt as one text, for tables and reports.
  package var prompt: String { prompts.joined(separator: "\n") }
}

/// A part of a conversation that took place before the live model is asked.
package enum Message: Sendable {
  case system(String)
  case user(String)
  case assistant(text: String?, calls: [AuthoredCall])
  /// The results of the calls just before, in their order.
  case tool([AuthoredResult])
}

/// A call in a conversation that the author wrote, in the control's names.
package struct AuthoredCall: Sendable {
  package let tool: String
  package let arguments: JSONObject

  package init(tool: String, arguments: JSONObject) {
    self.tool = tool
    self.arguments = arguments
  }
}

/// A tool's result in a conversation that the author wrote, in the control's names.
package struct AuthoredResult: Sendable {
  package let tool: String
  package let result: CannedResult

  package init(tool: String, result: CannedResult) {
    self.tool = tool
    self.result = result
  }
}

/// The tools of one case instead of its variant's, applied after the variant's edits.
package indirect enum CaseTools: Sendable {
  case replacement(ToolSet)
  /// Control names.
  case only([String])
  case without([String])
}

/// A way in which the embedded server misbehaves for a tool.
package struct Fault: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case error
    case rateLimited = "rate_limited"
    case timeout, slow, malformed, empty
    case circuitOpen = "circuit_open"
    case wrongType = "wrong_type"
    case unauthorized
  }

  package let kind: Kind
  /// How many calls of a trial it hits; nil for always.
  package let times: Int?
  /// Milliseconds before the answer.
  package let afterMilliseconds: Int
  /// How likely it hits a call, above 0 and up to 1.
  package let rate: Double

  package init(kind: Kind, times: Int? = 1, afterMilliseconds: Int = 0, rate: Double = 1) {
    self.kind = kind
    self.times = times
    self.afterMilliseconds = afterMilliseconds
    self.rate = rate
  }
}

/// Keeps a case in the scores and out of the gate until a day.
package struct Quarantine: Sendable, Hashable {
  /// `YYYY-MM-DD`.
  package let until: String
  package let reason: String

  package init(until: String, reason: String) {
    self.until = until
    self.reason = reason
  }
}
