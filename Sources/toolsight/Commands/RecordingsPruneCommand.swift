import ArgumentParser
import EvalCore
import Foundation
import Models
import OrderedJSON

struct RecordingsPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Removes answers that a later line replaces, and those to cases and variants that no longer exist.",
    discussion: """
      Without --suite only what a later line replaces is removed: one of the same model, case, variant, repeat and turn.

      Example:
        toolsight recordings prune fixtures/recordings/tracker.jsonl --suite suites/tracker.yaml
      """)

  @Argument(help: "A recording.", completion: .file())
  var file: String

  @Option(
    name: .customLong("suite"),
    help: ArgumentHelp("A suite whose cases and variants stay; repeatable.", valueName: "file"), completion: .file())
  var suites: [String] = []

  @Flag(name: .customLong("dry-run"), help: "Say what would be removed, and change nothing.")
  var isDryRun = false

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let read = try SuiteFilesReader(console: console).read(suites)
    let file = try wholeFile()
    console.show(file)
    let pruning = RecordingPruning(file, keeping: read.isEmpty ? nil : read.map(RecordingPruning.SuiteNames.init))
    if !isDryRun && pruning.changesFile { try write(pruning.kept, of: file) }
    show(pruning, console)
  }

  private func write(_ kept: [RecordingFile.Entry], of file: RecordingFile) throws {
    try NewFile(self.file).write(readableBy: .same) { put in for entry in kept { try put(file.line(entry)) } }
  }

  private func show(_ pruning: RecordingPruning, _ console: Console) {
    if console.format == .json {
      Terminal.write(
        JSON.object([
          "kept": .number(JSONNumber(pruning.kept.count)), "replaced": .number(JSONNumber(pruning.replaced)),
          "gone": .number(JSONNumber(pruning.gone)),
        ]))
    } else {
      let verb = isDryRun ? "would be removed" : "removed"
      Terminal.write(
        "\(file): \(pruning.kept.count.counted("answer stays", "answers stay")); \(verb): \(pruning.replaced) that later ones replace, "
          + "\(pruning.gone) of cases or variants that no longer exist")
    }
  }

  /// A line that cannot be read might be worth keeping, so nothing is removed beside it.
  private func wholeFile() throws -> RecordingFile {
    do { return try RecordingFile.open(file).validate() } catch let failure as RecordingFailure {
      throw CommandFailure(failure)
    }
  }
}

extension RecordingPruning.SuiteNames {
  fileprivate init(_ suite: Suite) {
    self.init(cases: Set(suite.cases.map(\.id)), variants: Set(suite.variants.map(\.name)))
  }
}
