import ArgumentParser
import Models
import OrderedJSON
import Reports

struct RecordingsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Lists whose answers a recording holds; with --verbose each of them.",
    discussion: """
      Example:
        toolsight recordings show fixtures/recordings/getting-started.jsonl
      """)

  @Argument(help: "A recording.", completion: .file())
  var file: String

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let file = try RecordingFile.open(file)
    console.show(file)
    let text = RecordingText(file)
    if console.format == .json { return Terminal.write(text.json) }
    Terminal.write((console.isVerbose ? text.lines : text.summary).visible(keepsLines: true))
  }
}
