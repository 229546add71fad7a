import ArgumentParser
import EvalCore
import Foundation
import History
import OrderedJSON

struct BaselineSaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Gives a run a name, so that later ones can be compared with it.",
    discussion: """
      Examples:
        toolsight baseline save main last
        toolsight baseline save main last:rewrite --update
      """)

  @Argument(help: "The baseline's name, e.g. main.")
  var name: String

  @Argument(help: RunArgument.help)
  var reference: String

  @Flag(help: "Move the name to this run if another has it; needed for any name where CI=true.")
  var update = false

  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    if ProcessInfo.processInfo.environment["CI"] == "true", !update {
      throw CommandFailure(
        .wrongInput, "no baseline is saved where CI=true", fix: "add --update if that is what you want")
    }
    let named = try history.file.load(reference, console)
    guard named.run.record.finishedAt != nil else {
      throw CommandFailure(
        .wrongInput,
        "run \(named.run.record.id) was never finished, so it cannot be a baseline",
        fix: "toolsight run \(named.run.record.suitePath) --resume \(named.run.record.id)")
    }
    let store = try history.file.open()
    defer { try? store.close() }
    let saved = try orWrongReference { () throws(HistoryFailure) in
      if case .file = try store.reference(reference).kind { _ = try store.importRun(named.run) }
      return try store.saveBaseline(name, run: named.run.record.id, variant: named.variant, replacing: update)
    }
    if console.format == .json { Terminal.write(saved.json()) }
    console.remark("baseline '\(saved.name)' of suite '\(saved.suite)' is run \(saved.run.id)")
  }
}
