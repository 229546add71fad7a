import ArgumentParser

struct RecordingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recordings", abstract: "Shows, checks and tidies recorded answers of models.",
    subcommands: [RecordingsShowCommand.self, RecordingsVerifyCommand.self, RecordingsPruneCommand.self])
}
