import EvalCore

/// What must stand beside a model's numbers.
struct ModelNote {
  let model: String
  let sentences: [String]

  /// Nil where nothing needs to be said.
  init?(_ card: ModelCard, _ evaluation: Evaluation) {
    let arms = evaluation.scores.arms.filter { $0.model == card.name }
    var sentences: [String] = []
    if let note = card.note { sentences.append(note) }
    if arms.contains(where: { $0.judge == .tools }), evaluation.run.suite.judge == .calls {
      sentences.append("judged by tools alone, arguments do not count")
    }
    if arms.contains(where: \.exact) {
      sentences.append(
        "deterministic, asked once: its numbers are facts about these cases; an interval beside one is for cases of this kind (95%)"
      )
    } else if let cases = arms.map(\.cases).max(), cases < 20 {
      sentences.append("fewer than 20 cases: intervals are rough")
    }
    if sentences.isEmpty { return nil }
    model = card.name
    self.sentences = sentences
  }
}
