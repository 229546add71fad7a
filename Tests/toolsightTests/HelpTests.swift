import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import toolsight

/// What every command says of itself, in one file that can be read as a whole.
@Suite struct HelpTests {
  private static let commands = all(from: Toolsight.self, called: ["toolsight"])

  private static func all(
    from command: any ParsableCommand.Type, called words: [String]
  ) -> [(words: [String], command: any ParsableCommand.Type)] {
    [(words, command)]
      + command.configuration.subcommands.flatMap {
        all(from: $0, called: words + [$0.configuration.commandName ?? ""])
      }
  }

  @Test func helpIsTheKeptOne() throws {
    let texts = Self.commands.map { words, command in
      "$ \(words.joined(separator: " ")) --help\n\n" + Toolsight.helpMessage(for: command, columns: 100)
    }
    try Golden.expect(Array((texts.joined(separator: "\n\n") + "\n").utf8), equals: "fixtures/help.txt")
  }

  @Test func everyCommandThatIsNoGroupHasAnExample() {
    for (words, command) in Self.commands where command.configuration.subcommands.isEmpty {
      #expect(command.configuration.discussion.contains("xample"), "\(words)")
    }
  }

  /// `gate` stands in GateCommand.swift, `baseline rm` in BaselineRmCommand.swift.
  @Test func everyCommandHasAFileOfItsName() {
    for (words, _) in Self.commands.dropFirst() {
      let name = words.dropFirst().map { $0 == "bfcl" ? "BFCL" : $0.capitalized }.joined() + "Command.swift"
      let file = ProjectRoot.folder.appending(path: "Sources/toolsight/Commands/\(name)")
      #expect(FileManager.default.fileExists(atPath: file.path), "\(name)")
    }
  }
}
