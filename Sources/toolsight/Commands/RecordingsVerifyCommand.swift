import ArgumentParser
import EvalCore
import Models
import OrderedJSON
import Reports

struct RecordingsVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that recordings can be read, that their keys fit their requests, and that they hold no secret.",
    discussion: """
      Exits 1 if something is wrong. A secret is the value of any key that toolsight reads from the environment.

      Example:
        toolsight recordings verify fixtures/recordings/*.jsonl
      """)

  @Argument(help: "Recordings.", completion: .file())
  var files: [String]

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    var complaints: [String] = []
    for path in files {
      let file = try RecordingFile.open(path)
      let check = RecordingCheck(file, Redactor.ofEnvironment)
      complaints += check.complaints
      console.remark(check.tally)
    }
    if console.format == .json {
      Terminal.write(JSON.object(["complaints": .array(complaints.map { .string($0) })]))
    } else {
      for complaint in complaints { Terminal.write(complaint.visible(keepsLines: false)) }
    }
    if !complaints.isEmpty { throw Exit.gateFailed }
  }
}
