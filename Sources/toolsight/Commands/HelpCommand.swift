import ArgumentParser
import EvalCore
import OrderedJSON
import SuiteFiles

/// Stands in place of the parser's own `help`, which knows commands only.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Prints a page of the manual, or the help of a command.",
    discussion: """
      Pages: \(pages.joined(separator: ", "))

      Examples:
        toolsight help matchers
        toolsight help baseline save
      """)

  @Argument(help: "A page of the manual, or the words of a command.")
  var words: [String] = []

  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  static var pages: [String] { EmbeddedFile.pages.map(\.name) }

  func run() throws {
    guard let word = words.first else { throw CleanExit.helpRequest(Toolsight.self) }
    if words.count == 1, let page = EmbeddedFile.pages.first(where: { $0.name == word }) { return show(page) }
    guard Self.commands.contains(word) else { throw Self.unknown(words) }
    if let failure = CommandWords(words, of: Toolsight.configuration).failure { throw failure }
    throw CleanExit.helpRequest(Self.command(words))
  }

  /// On a terminal laid out for it; elsewhere the page as it is.
  private func show(_ page: EmbeddedFile) {
    let console = printing.console
    if console.format == .json { return Terminal.write(["page": .string(page.name), "markdown": .string(page.text)]) }
    guard Terminal.outputIsTerminal else { return Terminal.write(page.text) }
    Terminal.write(ManualText(page.text, width: Terminal.width, pages: Self.pages).text)
    if Self.commands.contains(page.name) { console.remark("\nThe command of this name: toolsight \(page.name) --help") }
  }

  private static var commands: [String] {
    Toolsight.configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  /// All of whose words are known.
  private static func command(_ words: [String]) -> any ParsableCommand.Type {
    words.reduce(Toolsight.self) { command, word in
      command.configuration.subcommands.first { $0.configuration.commandName == word } ?? command
    }
  }

  private static func unknown(_ words: [String]) -> CommandFailure {
    let name = words.joined(separator: "-")
    if let page = words.first, pages.contains(page) {
      return CommandFailure(
        .wrongInput, "the page '\(page)' takes no further words, found '\(words.dropFirst().joined(separator: " "))'",
        fix: "type toolsight help \(page)")
    }
    let nearest = Suggestion.nearest(to: name, among: pages + commands)
    let meant = nearest.map { "did you mean 'toolsight help \($0)'? " } ?? ""
    return CommandFailure(
      .wrongInput, "'\(words.joined(separator: " "))' is neither a page of the manual nor a command",
      fix: "\(meant)the pages are \(pages.joined(separator: ", "))")
  }
}
