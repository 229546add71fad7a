import EvalCore
import OrderedJSON

/// An answer as a dialect read it: names are still those of the wire, ids those of the endpoint.
struct WireAnswer {
  var text = ""
  var reasoning = ""
  /// Why the model or a filter would not answer; not empty where it would not.
  var refusal = ""
  var calls: [WireCall] = []
  /// `stop` where it came to its natural end, calls or not.
  var finish = ModelAnswer.Finish.stop
  /// Whether the endpoint said, in a word that is known, why the answer ended.
  private(set) var isEnded = false
  /// Whether the endpoint would have said that the answer was cut off.
  var saysWhyItEnded = true
  var usage = Usage()
  /// See ``ModelAnswer/opaque``.
  var opaque: JSON?
  /// With their log-probabilities, where they were asked for.
  var tokens: [AnswerToken] = []
  /// The one that a router asked, as OpenRouter names it.
  var provider: String?

  /// More calls than this mean nothing: the model was caught in a loop.
  static let mostCalls = 1024

  /// - Parameters:
  ///   - word: by which the endpoint says why the answer ended; nil where it says nothing.
  ///   - native: the vendor's own, which gateways keep beside theirs.
  mutating func end(_ word: String?, native: String? = nil) throws(ErrorAnswer) {
    if let failure = [word, native].lazy.compactMap({ $0.flatMap(FinishWord.failure) }).first {
      throw .failure(failure)
    }
    let meaning = word.flatMap(FinishWord.meaning)
    isEnded = meaning != nil
    finish = meaning ?? (word == nil ? .stop : .other)
    if finish == .stop, let own = native.flatMap(FinishWord.meaning) { finish = own }
  }

  /// For an API that says by other means than a word that the answer is whole.
  mutating func end(_ meaning: ModelAnswer.Finish) { (finish, isEnded) = (meaning, true) }

  /// - Throws: where there is too much of it; and where it says nothing, not even why it ended, for that is no answer, whatever
  ///   the status: scored, it would be right in every case that expects no call.
  func validate() throws(ErrorAnswer) -> WireAnswer {
    guard isEnded || !isEmpty else {
      throw .broken("the answer is empty, and the endpoint does not say why it ended")
    }
    guard calls.count <= Self.mostCalls else {
      throw .unparsable("expected at most \(Self.mostCalls) calls in an answer, found \(calls.count)")
    }
    return self
  }

  private var isEmpty: Bool { text.isEmpty && reasoning.isEmpty && refusal.isEmpty && calls.isEmpty }

  /// The answer as one that was cut off, where it used up all tokens that it might and its endpoint never says why it ended.
  func ended(withinTokens most: Int?) -> WireAnswer {
    guard let most, !saysWhyItEnded, finish == .stop, usage.outputTokens ?? 0 >= most else { return self }
    var cut = self
    cut.finish = .length
    return cut
  }

  /// - Parameter taken: ids of the conversation's earlier calls; a call without an id of its own gets one.
  func modelAnswer(_ names: WireNames, taken: Set<String> = [], latencyMilliseconds: Double = 0) -> ModelAnswer {
    var taken = taken
    let text = text.isEmpty ? refusal : text
    return ModelAnswer(
      text: text.isEmpty ? nil : text, reasoning: reasoning.isEmpty ? nil : reasoning,
      calls: calls.map { $0.modelCall(names, &taken) }, finish: modelFinish, usage: usage,
      latencyMilliseconds: latencyMilliseconds, opaque: opaque,
      likelihoods: ToolLikelihoods(tokens, of: names, calls: calls.map(\.name)),
      tokens: names.isEmpty ? tokens : [])
  }

  private var modelFinish: ModelAnswer.Finish {
    if !refusal.isEmpty { return .refused }
    return finish == .stop && !calls.isEmpty ? .calls : finish
  }
}

/// A call as it came over the wire.
struct WireCall: Equatable {
  /// Nil or empty where the endpoint gave none.
  var id: String?
  var name: String
  var arguments: ModelCall.Arguments

  fileprivate func modelCall(_ names: WireNames, _ taken: inout Set<String>) -> ModelCall {
    let tool = names.toolName(of: name)
    return ModelCall(
      id: Self.id(id, &taken), name: tool, arguments: arguments, wireName: tool == name ? nil : name)
  }

  private static func id(_ given: String?, _ taken: inout Set<String>) -> String {
    var number = taken.count + 1
    var id = given.flatMap { $0.isEmpty ? nil : $0 } ?? CallID.made("call", number)
    while !taken.insert(id).inserted {
      id = CallID.made("call", number)
      number += 1
    }
    return id
  }
}
