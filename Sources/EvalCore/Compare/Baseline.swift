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

  /// Fewer than this share of the cases paired is no comparison (`product.md` section 5).
  private static let leastPaired = 0.80

  /// - Parameters:
  ///   - run: the accepted run, with its own suite.
  ///   - candidate, plan: of the run that is compared with it, which need not have begun.
  ///   - allowsPartial: whether fewer than 80 % of the cases paired will do.
  /// - Throws: where a comparison would mean nothing.
  package init(
    _ name: String, run: Run, variant: String? = nil, for candidate: Suite, _ plan: Plan, allowsPartial: Bool = false
  ) throws(ComparisonRefusal) {
    let differences =
      Conditions(run.suite).differences(to: Conditions(candidate))
      + Self.differences(between: run.plan.models, plan.models)
    guard differences.isEmpty else { throw .conditions(name, differences) }
    guard !Set(run.plan.models.map(\.name)).isDisjoint(with: plan.models.map(\.name)) else {
      throw .models(name, run.plan.models.map(\.name), plan.models.map(\.name))
    }
    if let variant, !run.plan.variants.contains(variant) { throw .variant(variant, of: name, run.plan.variants) }
    var cases = CaseMatching(from: run.suite, to: candidate)
    let suite = run.suite.expecting(like: candidate, in: Set(cases.same))
    cases.markChanged(suite.unmeetable(in: cases.same, of: variant))
    guard allowsPartial || cases.pairedShare >= Self.leastPaired else { throw .tooFewPairs(name, cases) }
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
    let found =
      variant.map { name in arms.first { $0.variant == name } } ?? arms.first { $0.variant == candidate.variant }
      ?? arms.first { $0.variant == scored.run.suite.control.name }
    return found.map(scored.arm)
  }
}

/// Why two runs cannot be compared, in the words that the operator needs.
package enum ComparisonRefusal: Error, Sendable, CustomStringConvertible {
  case conditions(String, [String])
  case models(String, [String], [String])
  case variant(String, of: String, [String])
  case tooFewPairs(String, CaseMatching)

  package var description: String {
    switch self {
    case .conditions(let name, let differences):
      "'\(name)' was asked under other conditions: \(differences.joined(separator: "; "))"
        + "\n  fix: run both under the same, e.g. toolsight run SUITE --control git:main"
    case .models(let name, let theirs, let ours):
      "'\(name)' asked \(theirs.joined(separator: ", ")), and this run \(ours.joined(separator: ", "))"
        + "\n  fix: run with --model \(theirs.first ?? "MODEL")"
    case .variant(let variant, let name, let known):
      "'\(name)' has no variant '\(variant)': it has \(known.joined(separator: ", "))"
    case .tooFewPairs(let name, let cases):
      "only \(cases.same.count) of \((cases.same.count + cases.added.count + cases.removed.count + cases.changed.count).counted("case"))"
        + " can be paired with '\(name)': \(cases.added.count) added, \(cases.removed.count) removed, "
        + "\(cases.changed.count) changed\n  fix: save a new baseline, or compare what is left with --allow-partial"
    }
  }
}

extension Suite {
  /// Cases whose expectation no tool of a variant can meet, because it came later than the run.
  fileprivate func unmeetable(in cases: [String], of variant: String?) -> Set<String> {
    let wanted = Set(cases)
    let shown = variants.filter { variant == nil || $0.name == variant }
    let names = shown.map { Set($0.toolSet.tools.map(\.name)) }
    let lacking = self.cases.filter { asked in
      guard wanted.contains(asked.id), asked.tools == nil else { return false }
      return zip(shown, names).contains { variant, names in
        asked.skipIn[variant.name] == nil && !expectation(of: asked, in: variant).canBeMet(with: names)
      }
    }
    return Set(lacking.map(\.id))
  }
}
