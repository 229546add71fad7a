import ArgumentParser
import EvalCore
import Foundation
import History
import Models
import SuiteFiles

/// Where runs are kept.
struct HistoryOptions: ParsableArguments {
  @Option(
    name: .customLong("history"),
    help: ArgumentHelp(
      "The history's file. (default: \(Self.usual) beside toolsight.yaml, else at the repository's root)",
      valueName: "file"))
  var file: String?

  @Option(help: "When a trial counts as kept: normal survives a crash of the program, full also one of the machine.")
  var sync: Sync = .normal

  enum Sync: String, ExpressibleByArgument, CaseIterable {
    case normal, full
  }

  private static let usual = ".toolsight/history.sqlite"

  /// The same one from every folder of a project.
  var path: String { file ?? ProjectFolder().shownPath(of: Self.usual) }

  /// Where versions before this one kept the runs of the working directory; nil where that is no other file, or none is.
  private var former: String? {
    let isElsewhere = file == nil && path != Self.usual
    return isElsewhere && FileManager.default.fileExists(atPath: Self.usual) ? Self.usual : nil
  }

  /// What to say of runs that are not found any more, for the end of a sentence that says what to do.
  var hintAtFormer: String { former.map { ", or --history \($0) for the runs of this folder" } ?? "" }

  func open(redactor: Redactor) throws -> HistoryStore {
    do {
      return try HistoryStore.open(path, sync: sync == .full ? .full : .normal, redact: redactor.redact)
    } catch {
      throw CommandFailure(.couldNotMeasure, "history '\(path)': \(error)")
    }
  }

  /// Opens a history that must be there, for reading.
  func reading<Value>(_ body: (HistoryStore) throws -> Value) throws -> Value {
    guard FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        .couldNotMeasure,
        "there is no history at '\(path)'\n  fix: make a run with toolsight run SUITE, or name its file with --history"
          + hintAtFormer)
    }
    do {
      let store = try HistoryStore.open(path)
      defer { try? store.close() }
      return try body(store)
    } catch let failure as HistoryFailure {
      throw CommandFailure(failure)
    }
  }
}
