import EvalCore
import History

extension ComparisonSettings {
  /// Nil where none was asked for.
  func baseline(for suite: Suite, _ plan: Plan, in history: HistoryFile, _ console: Console) throws -> Baseline? {
    guard let baseline else { return nil }
    return try history.load(comparedWith: baseline, console, suite: suite.name)
      .baseline(for: suite, plan, allowsPartial: allowsPartial)
  }
}

extension ReferencedRun {
  /// What to call it: a baseline's name, else the run's id.
  var name: String { baseline.map { "@\($0.name)" } ?? run.record.id }

  /// This run as what `suite` is compared with, judged by what `suite` expects.
  func baseline(for suite: Suite, _ plan: Plan, allowsPartial: Bool) throws -> Baseline {
    let stored = try StoredEvaluation(run).asItWas()
    do throws(ComparisonRefusal) {
      return try Baseline(
        baseline?.name ?? run.record.id, run: stored, variant: variant, for: suite, plan, allowsPartial: allowsPartial)
    } catch {
      throw CommandFailure(error)
    }
  }
}
