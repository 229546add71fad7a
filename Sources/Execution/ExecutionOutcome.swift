package import EvalCore
package import OrderedJSON

/// What became of a call that was not answered from a can.
package struct ExecutionOutcome: Sendable {
  /// That of `tools/call`.
  package let result: JSONObject
  /// What gave it: the execution, or the circuit breaker of an upstream server, which was not asked.
  package let decidedBy: Layer
  /// Of the upstream server after the call; nil for what has no breaker.
  package let breaker: CircuitBreaker.State?
  package let milliseconds: Double
  /// What is known of a failure beside what the model is told: addresses, reasons of the system. For the call log.
  package let detail: String?

  package var isError: Bool { result["isError"] == true }

  init(_ answer: ExecutionAnswer, hasOutputSchema: Bool, took time: Duration) {
    result =
      switch answer.result {
      case .success(.text(let text)): CannedResult.callResult(ofText: text, hasOutputSchema: hasOutputSchema)
      case .success(.whole(let result)): result
      case .failure(let failure): CannedResult.callError(failure.sentence)
      }
    if case .failure(let failure) = answer.result { detail = failure.detail } else { detail = nil }
    decidedBy = answer.decidedBy
    breaker = answer.breaker
    milliseconds = time / .milliseconds(1)
  }
}

/// What an execution gave, before it is a result.
struct ExecutionAnswer: Sendable {
  enum Content: Sendable {
    case text(String)
    /// A result of `tools/call`, as somebody else made it.
    case whole(JSONObject)
  }

  let result: Result<Content, ExecutionFailure>
  var decidedBy = Layer.execution
  var breaker: CircuitBreaker.State?

  init(_ result: Result<Content, ExecutionFailure>) { self.result = result }
}

/// Why a tool gave no result, said to the model that called it.
struct ExecutionFailure: Error, Sendable {
  /// Whether another try helps.
  enum Advice: Sendable {
    case again, otherArguments, useless
    case later(Duration)
  }

  /// A clause: lower case, no full stop.
  let what: String
  let advice: Advice
  /// What the model need not know.
  let detail: String?

  init(_ what: String, _ advice: Advice, detail: String? = nil) {
    (self.what, self.advice, self.detail) = (what, advice, detail)
  }

  var sentence: String { "This tool failed: \(what). \(advice.sentence)" }

  static let cancelled = ExecutionFailure("the call was given up", .again)
}

extension ExecutionFailure.Advice {
  fileprivate var sentence: String {
    switch self {
    case .again: "Trying again may help."
    case .otherArguments: "Trying again helps only with other arguments."
    case .useless: "Trying again will not help."
    case .later(let wait): "Trying again can help after \(max(1, Int((wait / .seconds(1)).rounded(.up)))) s."
    }
  }
}

/// Why an execution cannot work on this machine, said to the author of the suite.
struct ExecutionProblem: Error, Sendable {
  let message: String
  let fix: String?

  init(_ message: String, fix: String? = nil) { (self.message, self.fix) = (message, fix) }

  /// The same, where it shows only when the tool is called.
  var failure: ExecutionFailure { ExecutionFailure(message, .useless) }
}
