import ArgumentParser
import EvalCore
import Foundation
import History
import Models

/// Where runs are kept.
struct HistoryOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The history's file.", valueName: "file"))
  var history = ".toolsight/history.sqlite"

  @Option(help: "When a trial counts as kept: normal survives a crash of the program, full also one of the machine.")
  var sync: Sync = .normal

  enum Sync: String, ExpressibleByArgument, CaseIterable {
    case normal, full
  }

  func open(redactor: Redactor) throws -> HistoryStore {
    do {
      return try HistoryStore.open(history, sync: sync == .full ? .full : .normal, redact: redactor.redact)
    } catch {
      throw CommandFailure(.couldNotMeasure, "history '\(history)': \(error)")
    }
  }
}
