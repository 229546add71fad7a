package import Foundation
package import OrderedJSON

/// What happened in one trial: facts, never judged, never edited. Made by ``Conversation``, kept by a ``TranscriptRecorder``.
package struct Transcript: Sendable {
  package let trial: Trial
  package var startedAt: Date
  package var durationMilliseconds: Double
  package var turns: [Turn]
  package var stopped: Stop
  /// Why the trial has no complete answer; nil where it has one.
  package var failure: EndpointFailure?

  package init(trial: Trial, startedAt: Date) {
    self.trial = trial
    self.startedAt = startedAt
    durationMilliseconds = 0
    turns = []
    stopped = .answer
  }

  /// All calls in the order in which the model made them.
  package var calls: [ModelCall] { turns.flatMap(\.answer.calls) }
  /// Summed over the answers; nil where none of them said.
  package var usage: Usage { turns.reduce(into: Usage()) { $0.add($1.answer.usage) } }
  /// Of the model's answers alone, without the tools' time.
  package var latencyMilliseconds: Double { turns.reduce(0) { $0 + $1.answer.latencyMilliseconds } }
  /// The last text that the model wrote.
  package var text: String? { turns.last { $0.answer.text != nil }?.answer.text }
}

/// One answer of the model and what its calls brought back, in the order of the calls.
package struct Turn: Sendable {
  package let answer: ModelAnswer
  package var results: [ToolReply]

  package init(answer: ModelAnswer, results: [ToolReply] = []) {
    self.answer = answer
    self.results = results
  }
}

/// Why a trial ended.
package enum Stop: String, Sendable {
  /// The model answered without a call.
  case answer
  /// The model had as many turns as the case allows.
  case turns
  /// The endpoint or the embedded server failed.
  case failure
  /// The trial's deadline passed.
  case deadline
}

/// One answer of a model, in the words that all providers share.
package struct ModelAnswer: Sendable {
  package var text: String?
  package var reasoning: String?
  package var calls: [ModelCall]
  package var finish: Finish
  /// The HTTP status of the error that refused, or that said that the output could not be parsed; 200 for one inside a
  /// success; nil where an answer came.
  package var refusedByStatus: Int?
  package var usage: Usage
  /// From the request's first byte to the answer's last.
  package var latencyMilliseconds: Double
  /// What the provider wants back unread with this answer in later turns, such as signed reasoning, in its own words.
  package var opaque: JSON?
  /// Nil where the endpoint was not asked for log-probabilities, or gave none.
  package var likelihoods: ToolLikelihoods?
  /// The answer's own, on the way to ``likelihoods``; never kept.
  package var tokens: [AnswerToken]
  /// That the model was asked with; nil where none was sent.
  package var seed: Int?
  /// What stood between; nil where nothing gave itself away.
  package var origin: AnswerOrigin?

  package enum Finish: String, Sendable {
    case stop
    case calls
    case length
    /// The endpoint or the model refused.
    case refused
    /// The endpoint could not parse what its model wrote.
    case unparsable
    case other
  }

  package init(
    text: String? = nil, reasoning: String? = nil, calls: [ModelCall] = [], finish: Finish = .stop,
    refusedByStatus: Int? = nil, usage: Usage = Usage(),
    latencyMilliseconds: Double = 0, opaque: JSON? = nil, likelihoods: ToolLikelihoods? = nil,
    tokens: [AnswerToken] = []
  ) {
    self.text = text
    self.reasoning = reasoning
    self.calls = calls
    self.finish = finish
    self.refusedByStatus = refusedByStatus
    self.usage = usage
    self.latencyMilliseconds = latencyMilliseconds
    self.opaque = opaque
    self.likelihoods = likelihoods
    self.tokens = tokens
  }
}

/// A call as the model made it, under the name that it saw.
package struct ModelCall: Sendable {
  package let id: String
  package let name: String
  package let arguments: Arguments
  /// The name that went over the wire where the API does not take the tool's own; nil where it does.
  package let wireName: String?

  package enum Arguments: Equatable, Sendable {
    case object(JSONObject)
    /// Not a JSON object: as written, and what is wrong with it. Apart, because it is rare and would double every call.
    indirect case malformed(text: String, reason: String)
  }

  package init(id: String, name: String, arguments: Arguments, wireName: String? = nil) {
    self.id = id
    self.name = name
    self.arguments = arguments
    self.wireName = wireName
  }

  /// Nil where the arguments are malformed.
  package var object: JSONObject? { if case .object(let object) = arguments { object } else { nil } }
}

/// Tokens as the endpoint counted them; nil where it did not say.
package struct Usage: Sendable, Hashable {
  package var inputTokens: Int?
  package var outputTokens: Int?
  package var cachedTokens: Int?
  package var reasoningTokens: Int?

  package init(
    inputTokens: Int? = nil, outputTokens: Int? = nil, cachedTokens: Int? = nil, reasoningTokens: Int? = nil
  ) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.cachedTokens = cachedTokens
    self.reasoningTokens = reasoningTokens
  }
}

extension Usage {
  /// What neither side says stays unsaid.
  package mutating func add(_ other: Usage) {
    inputTokens = Self.sum(inputTokens, other.inputTokens)
    outputTokens = Self.sum(outputTokens, other.outputTokens)
    cachedTokens = Self.sum(cachedTokens, other.cachedTokens)
    reasoningTokens = Self.sum(reasoningTokens, other.reasoningTokens)
  }

  /// Endpoints may say anything, so an overflow stays at the largest number.
  private static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return left ?? right }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }
}

extension Transcript {
  /// The same facts under the trial's number in another plan.
  package func renumbered(_ trial: Trial) -> Transcript {
    var copy = Transcript(trial: trial, startedAt: startedAt)
    copy.durationMilliseconds = durationMilliseconds
    copy.turns = turns
    copy.stopped = stopped
    copy.failure = failure
    return copy
  }
}
