package import Foundation
import OrderedJSON

/// A stored run that another is compared with, judged by what the other expects: made from two runs, consumed by
/// ``Comparison``.
package struct Baseline: Sendable {
  /// As tables and reports show it: a baseline's name, or a run's id.
  package let name: String
  /// The variant that every candidate is compared with; nil for the one of the candidate's own name.
  package let variant: String?
  package let cases: CaseMatching
  package let startedAt: Date
  let scored: ScoredRun

  /// - Parameters:
  ///   - run: the accepted run, with its own suite.
  ///   - candidate: the suite of the run that is compared with it.
  ///   - plan: that run's, which need not have begun.
  ///   - allowsPartial: whether fewer than 80 % of the cases paired will do.
  /// - Throws: where a comparison would mean nothing.
  package init(
    _ name: String, run: Run, variant: String? = nil, for candidate: Suite, _ plan: Plan, allowsPartial: Bool = false
  ) throws(ComparisonRefusal) {
    let differences =
      Conditions(run.suite).differences(to: Conditions(candidate))
      + Self.differences(between: run.plan.models, plan.models)
    guard differences.isEmpty else { throw .conditions(name: name, differences: differences) }
    guard !Set(run.plan.models.map(\.name)).isDisjoint(with: plan.models.map(\.name)) else {
      throw .models(name: name, theirs: run.plan.models.map(\.name), ours: plan.models.map(\.name))
    }
    if let variant, !run.plan.variants.contains(variant) { throw .variant(variant, of: name, known: run.plan.variants) }
    var cases = CaseMatching(from: run.suite, to: candidate)
    let suite = run.suite.expecting(like: candidate, in: Set(cases.same))
    cases.markChanged(
      run.suite.strangeCases(
        as: suite, by: candidate, among: cases.same, of: variant, candidate.strictness(of: plan.models)))
    guard cases.isEnough(allowsPartial: allowsPartial) else { throw .tooFewPairs(name: name, cases) }
    self.name = name
    self.variant = variant
    self.cases = cases
    startedAt = run.record.startedAt
    scored = ScoredRun(Run(record: run.record, suite: suite, plan: run.plan, transcripts: run.transcripts))
  }

  /// Models of one name behind which something else answers.
  private static func differences(between theirs: [ModelCard], _ ours: [ModelCard]) -> [String] {
    ours.compactMap { card in
      guard let other = theirs.first(where: { $0.name == card.name }), let before = other.identity,
        let now = card.identity, before != now
      else { return nil }
      return "model \(card.name): \(before) → \(now)"
    }
  }

  /// The arm that a candidate's arm is compared with; nil where the model was not asked.
  func arm(for candidate: ArmScore) -> ScoredArm? {
    let arms = scored.scores.arms.filter { $0.model == candidate.model }
    let name = scored.run.suite.compared(with: candidate.variant, of: variant)?.name
    return arms.first { $0.variant == name }.map(scored.arm)
  }
}

extension Suite {
  /// The stored variant that a candidate's is compared with: the one that was named, else the one of its name, else the control.
  fileprivate func compared(with candidate: String, of named: String?) -> Variant? {
    if let named { return variant(named) }
    return variant(candidate) ?? variants.first
  }

  /// Cases that some answers of this run's cannot fairly be judged by, as ``OfferedNames`` says.
  ///
  /// - Parameters:
  ///   - judged: this suite with what is expected today.
  ///   - cases: which both ask.
  ///   - variant: that all of today's variants are compared with; nil for the one of their own name.
  fileprivate func strangeCases(
    as judged: Suite, by today: Suite, among cases: [String], of variant: String?, _ strictness: Strictness
  ) -> Set<String> {
    let (own, expected, now) = (casesByID, judged.casesByID, today.casesByID)
    let spoken = cases.reduce(into: Set<SpokenName>()) { names, id in
      for evalCase in [own[id], expected[id]] {
        for name in variants.map(\.name) {
          names.formUnion(evalCase?.spokenNames(in: name, strictness: strictness) ?? [])
        }
      }
    }
    let theirs = Dictionary(firstOf: variants.map { ($0.name, OfferedNames(self, $0, spoken: spoken, strictness)) })
    return today.variants.reduce(into: []) { strange, candidate in
      guard let earlier = compared(with: candidate.name, of: variant), let names = theirs[earlier.name] else { return }
      let todays = OfferedNames(today, candidate, spoken: spoken, strictness)
      strange.formUnion(
        cases.filter { id in
          guard let own = own[id], let expected = expected[id], let now = now[id] else { return false }
          let isAsked = own.isAsked(in: earlier.name) && now.isAsked(in: candidate.name)
          return isAsked && !names.strangers(in: expected, insteadOf: own, today: (todays, now)).isEmpty
        })
    }
  }
}
