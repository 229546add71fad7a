import EvalCore
import Foundation
import History

extension HistoryOptions {
  /// The stored run that a reference names; an export file needs no history.
  ///
  /// - Parameter suite: whose baseline is meant, where several have one of the name.
  func load(_ reference: RunReference, suite: String? = nil) throws -> ReferencedRun {
    if case .file(let path) = reference.kind {
      return try orWrongReference { () throws(HistoryFailure) in
        try ReferencedRun(exportAt: path, variant: reference.variant)
      }
    }
    return try reading { try $0.load(reference, suite: suite) }
  }

  func load(_ text: String, suite: String? = nil) throws -> ReferencedRun {
    try load(orWrongReference { () throws(HistoryFailure) in try RunReference(text) }, suite: suite)
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
      throw CommandFailure(.wrongInput, error.description)
    }
  }
}

/// Turns a history that cannot be read into exit 3, and a reference that names nothing into exit 2.
func orWrongReference<Value>(_ read: () throws(HistoryFailure) -> Value) throws -> Value {
  do {
    return try read()
  } catch {
    throw CommandFailure(error)
  }
}

extension CommandFailure {
  init(_ failure: HistoryFailure) {
    self.init(failure.code.concernsTheRequest ? .wrongInput : .couldNotMeasure, "\(failure)")
  }
}
