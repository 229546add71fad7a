import ArgumentParser
import EvalCore
import Foundation
import Models
import OrderedJSON
import Reports

struct RecordingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recordings", abstract: "Shows, checks and tidies recorded answers of models.",
    subcommands: [RecordingsShowCommand.self, RecordingsVerifyCommand.self, RecordingsPruneCommand.self])
}

struct RecordingsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Lists whose answers a recording holds; with --verbose each of them.",
    discussion: """
      Example:
        toolsight recordings show fixtures/recordings/getting-started.jsonl
      """)

  @Argument(help: "A recording.", completion: .file())
  var file: String

  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let file = try RecordingFile.open(file)
    console.show(file)
    let text = RecordingText(file)
    if console.format == .json { return Terminal.write(text.json) }
    Terminal.write((console.verbose ? text.lines : text.summary).visible(keepsLines: true))
  }
}

struct RecordingsVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that recordings can be read, that their keys fit their requests, and that they hold no secret.",
    discussion: """
      Exits 1 where something is wrong. A secret is the value of any key that toolsight reads from the environment.

      Example:
        toolsight recordings verify fixtures/recordings/*.jsonl
      """)

  @Argument(help: "Recordings.", completion: .file())
  var files: [String]

  @OptionGroup var console: ConsoleOptions

  func run() throws {
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
    if !complaints.isEmpty { throw ExitCode(Exit.gateFailed.rawValue) }
  }
}

extension RecordingFile {
  /// Exit 2 where it cannot be read.
  static func open(_ path: String) throws -> RecordingFile {
    do { return try RecordingFile(reading: path) } catch { throw CommandFailure(.wrongInput, error.description) }
  }
}

extension ConsoleOptions {
  func show(_ file: RecordingFile) {
    if let remark = file.remark { self.remark(remark) }
    for complaint in file.complaints { remark("\(file.path):\(complaint.number): \(complaint.message)") }
  }
}
