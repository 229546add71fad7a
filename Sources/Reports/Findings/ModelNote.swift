import EvalCore
import OrderedJSON

/// What must stand beside a model's numbers.
struct ModelNote {
  let model: String
  let sentences: [String]

  /// Nil where nothing needs to be said.
  init?(_ card: ModelCard, _ evaluation: Evaluation) {
    let arms = evaluation.scores.arms.filter { $0.model == card.name }
    var sentences: [String] = []
    if let note = card.note { sentences.append(note) }
    if arms.contains(where: { $0.strictness == .tools }), evaluation.run.suite.strictness == .calls {
      sentences.append("judged by tools alone, arguments do not count")
    }
    if arms.contains(where: \.isDeterministic) {
      sentences.append(
        "deterministic, asked once: its numbers are facts about these cases; an interval beside one is for cases of this kind (95%)"
      )
    } else if let cases = arms.map(\.counts.cases).max(), cases < 20 {
      sentences.append("fewer than 20 cases: intervals are rough")
    }
    if let margins = Self.margins(arms) { sentences.append(margins) }
    sentences += OriginWords(card, evaluation).sentences
    if sentences.isEmpty { return nil }
    model = card.name
    self.sentences = sentences
  }

  /// What the margins are, and how well they are known.
  private static func margins(_ arms: [ArmScore]) -> String? {
    let margins = arms.compactMap(\.rates.margins)
    if margins.isEmpty { return nil }
    let (trials, bounds) = margins.reduce((0, 0)) { ($0.0 + $1.trials, $0.1 + $1.bounds) }
    let scored = arms.reduce(0) { $0 + $1.counts.trials - $1.counts.missing }
    let known = trials == scored ? "" : "; known for \(trials.grouped) of \(scored.counted("trial"))"
    let far = bounds == 0 ? "" : "; \(bounds.grouped) of them may be further from 0: the endpoint lists too few tokens"
    return "a margin is the log-probability of the right tool less that of the runner-up, in nats" + known + far
  }
}
