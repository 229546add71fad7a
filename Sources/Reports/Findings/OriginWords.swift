import EvalCore
import OrderedJSON

/// What must be said of where a model's answers came from: gateways, what they are known to change, and caches.
struct OriginWords {
  let sentences: [String]

  /// Beyond these, the rest is a number.
  private static let mostRoutes = 4

  init(_ card: ModelCard, _ evaluation: Evaluation) {
    let trials = evaluation.scores.trials.filter { $0.trial.model == card.name }
    let origins = AnswerOrigins(trials.lazy.map(\.transcript))
    let tools = evaluation.run.suite.variants.flatMap(\.toolSet.tools)
    sentences =
      [
        Self.routes(origins), Self.retries(origins), GatewayChange.sentence(origins, of: card, tools),
        Self.copies(trials, origins), card.answersDependOnCache ? Self.mixedCache(origins) : nil,
      ].compactMap(\.self)
  }

  private static func routes(_ origins: AnswerOrigins) -> String? {
    guard !origins.routes.isEmpty else { return nil }
    let isOne = origins.routes.count == 1 && origins.routes[0].answers == origins.answers
    let shown = origins.routes.prefix(mostRoutes).map { route, answers in
      "\(route.gateway)\(route.upstream.map { " from \($0)" } ?? "")\(isOne ? "" : " (\(answers.grouped))")"
    }
    let rest =
      origins.routes.count > mostRoutes ? " and \((origins.routes.count - mostRoutes).counted("more route"))" : ""
    let many = origins.upstreams.count > 1 ? "; more than one answered, and the numbers are for all of them" : ""
    return "answers came through a gateway: \(shown.joined(separator: ", "))\(rest)\(many)"
  }

  private static func retries(_ origins: AnswerOrigins) -> String? {
    guard origins.retries > 0 else { return nil }
    return "the gateway asked again \(origins.retries.counted("time")) by itself, which no limit here counts"
  }

  private static func copies(_ trials: [JudgedTrial], _ origins: AnswerOrigins) -> String? {
    let copies = trials.count(where: \.isCopy)
    if origins.stored > 0 {
      let uncounted = copies == 0 ? "" : " (\(copies.grouped) not counted, because another repeat says the same)"
      return
        // No gateway is known to mark all of them.
        "at least \(origins.stored.grouped) of \(origins.answers.counted("answer")) came out of a cache and not from the model"
        + "\(uncounted): switch the cache off"
    }
    guard copies > 0 else { return nil }
    let cases = Set(trials.lazy.map(\.trial.caseID)).count
    return
      "all repeats of all \(cases.counted("case")) are equal: they count once, because a temperature of 0, a fixed seed or "
      + "a silent cache gives one answer however often it is asked"
  }

  private static func mixedCache(_ origins: AnswerOrigins) -> String? {
    let (with, without) = (origins.withCachedTokens, origins.withoutCachedTokens)
    // Also where all did: what was asked before says how much of a prompt comes from there.
    guard with > 0 else { return nil }
    let rest = without > 0 ? " and \(without.grouped) did not" : ""
    return
      "\(with.grouped) of \((with + without).counted("answer")) used the server's prompt cache\(rest): at temperature 0 what "
      + "was asked before can change an answer; switch the cache off (see Models)"
  }
}
