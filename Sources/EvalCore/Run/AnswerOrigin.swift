/// What stands between the harness and the model that answered, as the answer's headers say it: made by `Models`, kept with
/// the answer, consumed by reports and by comparisons with a baseline. Words of strangers: short, and without keys.
package struct AnswerOrigin: Sendable, Hashable {
  /// A gateway's name with its version, e.g. `LiteLLM 1.110.2`; nil where only a store of answers is known.
  package var gateway: String?
  /// The model, or the provider, that the gateway says it asked, e.g. `openai/gpt-4o`.
  package var upstream: String?
  /// How often the gateway itself asked again.
  package var retries: Int?
  /// Whether the answer was taken from a store of earlier ones, so that no model was asked.
  package var isStored = false
  /// Whether the answer, or the error, is that of the gateway's provider, which saw the gateway's key.
  package var isRelayed = false

  package init() {}
}

/// Where a model's answers came from, counted: made from transcripts, consumed by reports.
package struct AnswerOrigins: Sendable {
  /// Gateway and upstream with their answers, most frequent first; answers without a gateway are not among them.
  package private(set) var routes: [(route: Route, answers: Int)] = []
  /// Answers of the model.
  package private(set) var answers = 0
  /// Answers out of a store.
  package private(set) var stored = 0
  /// Requests that gateways made again by themselves.
  package private(set) var retries = 0
  /// Answers whose prompt was partly read from a cache, and those that say that none of it was.
  package private(set) var withCachedTokens = 0
  package private(set) var withoutCachedTokens = 0

  package struct Route: Sendable, Hashable {
    package let gateway: String
    package let upstream: String?
  }

  package init(_ transcripts: some Sequence<Transcript>) {
    var counts: [Route: Int] = [:]
    for transcript in transcripts {
      for turn in transcript.turns { add(turn.answer, &counts) }
    }
    routes = counts.map { ($0.key, $0.value) }.sorted {
      ($1.answers, $0.route.sortKey) < ($0.answers, $1.route.sortKey)
    }
  }

  private mutating func add(_ answer: ModelAnswer, _ counts: inout [Route: Int]) {
    answers += 1
    if let cached = answer.usage.cachedTokens {
      if cached > 0 { withCachedTokens += 1 } else { withoutCachedTokens += 1 }
    }
    guard let origin = answer.origin else { return }
    if origin.isStored { stored += 1 }
    retries += origin.retries ?? 0
    if let gateway = origin.gateway { counts[Route(gateway: gateway, upstream: origin.upstream), default: 0] += 1 }
  }

  /// What answered, where a gateway says it.
  package var upstreams: Set<String> { Set(routes.compactMap(\.route.upstream)) }
}

extension AnswerOrigins.Route {
  fileprivate var sortKey: String { "\(gateway) \(upstream ?? "")" }
}
