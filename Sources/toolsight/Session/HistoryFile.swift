import EvalCore
import Foundation
import History
import Models
import SuiteFiles

/// The file that runs are kept in.
struct HistoryFile {
  /// The same one from every folder of a project.
  let path: String
  private let sync: HistoryStore.Durability
  /// Where versions before this one kept the runs of the working directory; nil where that is no other file, or none is.
  private let former: String?

  static let usualPath = ".toolsight/history.sqlite"

  /// - Parameter named: nil for the project's own.
  init(_ named: String? = nil, sync: HistoryStore.Durability = .normal) {
    path = named ?? ProjectFolder().shownPath(of: Self.usualPath)
    self.sync = sync
    let isElsewhere = named == nil && path != Self.usualPath
    former = isElsewhere && FileManager.default.fileExists(atPath: Self.usualPath) ? Self.usualPath : nil
  }

  private var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// Opens the history for writing, after making it where there is none.
  func open() throws -> HistoryStore {
    do {
      return try HistoryStore.open(path, sync: sync, redact: Redactor.ofEnvironment.redact)
    } catch {
      throw CommandFailure(.couldNotMeasure, "history '\(path)': \(error.message)", fix: error.fix)
    }
  }

  /// Opens a history that must be there, for reading.
  func read<Value>(_ body: (HistoryStore) throws -> Value) throws -> Value {
    guard exists else {
      let former = former.map { ", or --history \($0) for the runs of this folder" } ?? ""
      throw CommandFailure(
        .couldNotMeasure, "there is no history at '\(path)'",
        fix: "make a run with toolsight run SUITE, or name its file with --history\(former)")
    }
    do {
      let store = try HistoryStore.open(path)
      defer { try? store.close() }
      return try body(store)
    } catch let failure as HistoryFailure {
      throw CommandFailure(failure)
    }
  }

  // MARK: Runs

  /// The stored run that a reference names; an export file needs no history.
  ///
  /// - Parameters:
  ///   - console: where it is said what of the run cannot be read; nil where that does not matter.
  ///   - suite: whose baseline is meant, where several have one of the name.
  func load(_ reference: RunReference, _ console: Console?, suite: String? = nil) throws -> ReferencedRun {
    if case .file(let path) = reference.kind {
      return try orWrongReference { () throws(HistoryFailure) in
        try ReferencedRun(exportAt: path, variant: reference.variant)
      }
    }
    let named = try read { try $0.load(reference, suite: suite) }
    console?.warn(
      of: named.run.damages,
      "what is missing counts as missing; toolsight run \(SuiteOfRun(named.run).pathForSettings) --resume"
        + " \(named.run.record.id) asks it again")
    return named
  }

  /// Of all suites' baselines; nil where the history cannot be read.
  var baselineNames: [String]? { exists ? try? read { try $0.baselines().map(\.name) } : [] }

  /// The run that `--baseline` names.
  func load(comparedWith text: String, _ console: Console, suite: String) throws -> ReferencedRun {
    let reference = try orWrongReference { () throws(HistoryFailure) in
      try exists
        ? HistoryStore.open(path).baselineReference(text, suite: suite) : RunReference(comparedWith: text)
    }
    return try load(reference, console, suite: suite)
  }

  func load(_ text: String, _ console: Console, suite: String? = nil) throws -> ReferencedRun {
    if let reference = try? RunReference(text), !reference.isMissingFile {
      return try load(reference, console, suite: suite)
    }
    let reference = try orWrongReference { () throws(HistoryFailure) in
      try exists ? HistoryStore.open(path).reference(text) : RunReference(text)
    }
    return try load(reference, console, suite: suite)
  }

  /// Writes a run as one file, in whole or not at all; for its owner alone, because transcripts stand in it in full.
  func export(_ run: String, as baseline: BaselineSummary? = nil, to file: String, _ console: Console) throws {
    let store = try open()
    defer { try? store.close() }
    do {
      try NewFile(file).write(readableBy: .owner) { sink in
        console.warn(of: try store.export(run, as: baseline, to: sink), "it is left out")
      }
    } catch let failure as HistoryFailure {
      throw CommandFailure(failure)
    }
  }
}

extension Console {
  /// What of the history cannot be read; nothing where all can.
  ///
  /// - Parameter consequence: what that means, and what mends it.
  func warn(of damages: [StoredDamage], _ consequence: String = "restore the history, or do without it") {
    for damage in damages { remark("warning: the history holds \(damage)") }
    if !damages.isEmpty { remark("  fix: \(consequence)") }
  }
}
