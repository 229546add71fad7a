import ArgumentParser
import EvalCore
import Foundation
import Models
import OrderedJSON

struct RecordingsPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Takes out answers that a later line replaces, and those to cases and variants that are gone.",
    discussion: """
      Without --suite only what a later line replaces is taken out: one of the same model, case, variant, repeat and turn.

      Example:
        toolsight recordings prune fixtures/recordings/tracker.jsonl --suite suites/tracker.yaml
      """)

  @Argument(help: "A recording.", completion: .file())
  var file: String

  @Option(name: .customLong("suite"), help: "A suite whose cases and variants stay; repeatable.", completion: .file())
  var suites: [String] = []

  @Flag(name: .customLong("dry-run"), help: "Say what would be taken out, and change nothing.")
  var isDryRun = false

  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let read = try SuiteFilesReader(console: console).suites(suites)
    let file = try wholeFile()
    console.show(file)
    let pruning = RecordingPruning(file, keeping: read.isEmpty ? nil : read.map(RecordingPruning.SuiteNames.init))
    if !isDryRun && pruning.changesFile { try write(pruning.kept, of: file) }
    show(pruning)
  }

  private func write(_ kept: [RecordingFile.Entry], of file: RecordingFile) throws {
    try NewFile(self.file).write(readableBy: .same) { put in for entry in kept { try put(file.line(entry)) } }
  }

  private func show(_ pruning: RecordingPruning) {
    if console.format == .json {
      Terminal.write(
        JSON.object([
          "kept": .number(JSONNumber(pruning.kept.count)), "replaced": .number(JSONNumber(pruning.replaced)),
          "gone": .number(JSONNumber(pruning.gone)),
        ]))
    } else {
      let verb = isDryRun ? "would be taken out" : "taken out"
      Terminal.write(
        "\(file): \(pruning.kept.count.counted("answer")) \(pruning.kept.count == 1 ? "stays" : "stay"); \(verb): \(pruning.replaced) that later ones replace, "
          + "\(pruning.gone) of cases or variants that are gone")
    }
  }

  /// A line that cannot be read might be worth keeping, so nothing is taken out beside it.
  private func wholeFile() throws -> RecordingFile {
    do { return try RecordingFile.open(file).validate() } catch let failure as RecordingFailure {
      throw CommandFailure(.wrongInput, failure.description)
    }
  }
}

extension RecordingPruning.SuiteNames {
  fileprivate init(_ suite: Suite) {
    self.init(cases: Set(suite.cases.map(\.id)), variants: Set(suite.variants.map(\.name)))
  }
}
