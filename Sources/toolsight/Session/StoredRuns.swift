import EvalCore
import Foundation
import History

extension HistoryOptions {
  /// The stored run that a reference names; an export file needs no history.
  ///
  /// - Parameters:
  ///   - console: where it is said what of the run cannot be read; nil where that does not matter.
  ///   - suite: whose baseline is meant, where several have one of the name.
  func load(_ reference: RunReference, _ console: ConsoleOptions?, suite: String? = nil) throws -> ReferencedRun {
    if case .file(let path) = reference.kind {
      return try orWrongReference { () throws(HistoryFailure) in
        try ReferencedRun(exportAt: path, variant: reference.variant)
      }
    }
    let named = try reading { try $0.load(reference, suite: suite) }
    console?.warn(
      of: named.run.damages,
      "what is missing counts as missing; toolsight run \(SuiteOfRun(named.run).pathForSettings) --resume"
        + " \(named.run.record.id) asks it again")
    return named
  }

  /// The run that `--baseline` names; an export file needs no history.
  func load(comparedWith text: String, _ console: ConsoleOptions, suite: String) throws -> ReferencedRun {
    let exists = FileManager.default.fileExists(atPath: path)
    let reference = try orWrongReference { () throws(HistoryFailure) in
      try exists
        ? HistoryStore.open(path).baselineReference(text, suite: suite) : RunReference(comparedWith: text)
    }
    return try load(reference, console, suite: suite)
  }

  func load(_ text: String, _ console: ConsoleOptions, suite: String? = nil) throws -> ReferencedRun {
    if let reference = try? RunReference(text), !reference.isMissingFile {
      return try load(reference, console, suite: suite)
    }
    let exists = FileManager.default.fileExists(atPath: path)
    let reference = try orWrongReference { () throws(HistoryFailure) in
      try exists ? HistoryStore.open(path).reference(text) : RunReference(text)
    }
    return try load(reference, console, suite: suite)
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

extension ConsoleOptions {
  /// What of the history cannot be read; nothing where all can.
  ///
  /// - Parameter consequence: what that means, and what mends it.
  func warn(of damages: [StoredDamage], _ consequence: String = "restore the history, or do without") {
    for damage in damages { remark("warning: the history holds \(damage)") }
    if !damages.isEmpty { remark("  fix: \(consequence)") }
  }
}

extension CommandFailure {
  init(_ failure: HistoryFailure) {
    self.init(failure.code.concernsTheRequest ? .wrongInput : .couldNotMeasure, "\(failure)")
  }
}
