/// A model behind whose name something else answers now than when a baseline was made: a changed revision, as far as the gateways
/// between say it. Known only once both have answered. Made from two runs, consumed by the gate.
package struct OriginChange: Sendable, Hashable {
  /// As tables show it.
  package let model: String
  /// What answered then, and what answers now.
  package let before: [String]
  package let now: [String]

  /// Nil where both have an upstream in common, or where no gateway names one: a gateway may spread requests over several.
  init?(_ model: String, from baseline: AnswerOrigins, to run: AnswerOrigins) {
    guard !baseline.upstreams.isEmpty, !run.upstreams.isEmpty, baseline.upstreams.isDisjoint(with: run.upstreams) else {
      return nil
    }
    self.model = model
    before = baseline.upstreams.sorted()
    now = run.upstreams.sorted()
  }

  /// E.g. `'fast' was answered by openai/gpt-4o in the baseline, and by openai/gpt-4.1 now`.
  package var sentence: String {
    "'\(model)' was answered by \(before.joined(separator: ", ")) in the baseline, and by "
      + "\(now.joined(separator: ", ")) now"
  }
}

extension Baseline {
  func changedOrigins(in run: Run) -> [OriginChange] {
    run.plan.models.compactMap { card in
      let origins = [scored.run, run].map { run in
        AnswerOrigins(run.transcripts.lazy.filter { $0.trial.model == card.name })
      }
      return OriginChange(card.name, from: origins[0], to: origins[1])
    }
  }
}
