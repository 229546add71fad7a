import ArgumentParser
import EvalCore
import SuiteFiles

/// The words of a command line that name a command, read before its options: a misspelt one is told apart from an argument
/// too many, which is all that the parser sees in it.
struct CommandWords {
  /// Nil where all of them name a command.
  private(set) var failure: CommandFailure?

  /// - Parameter program: whose commands are known.
  init(_ arguments: [String], of program: CommandConfiguration) {
    // Its words may name a page of the manual.
    if arguments.first == "help" { return }
    var known = Self.commands(program)
    var path: [String] = []
    for word in arguments {
      if known.isEmpty || word.hasPrefix("-") { return }
      guard let next = known.first(where: { $0.commandName == word }) else {
        failure = Self.unknown(word, after: path, among: known.compactMap(\.commandName))
        return
      }
      known = Self.commands(next)
      path.append(word)
    }
  }

  private static func commands(_ command: CommandConfiguration) -> [CommandConfiguration] {
    command.subcommands.map { $0.configuration }
  }

  private static func unknown(_ word: String, after path: [String], among known: [String]) -> CommandFailure {
    let whole = (["toolsight"] + path).joined(separator: " ")
    let fix =
      Suggestion.nearest(to: word, among: known).map { "did you mean '\(whole) \($0)'?" }
      ?? "choose from \(known.joined(separator: ", "))"
    return CommandFailure(.wrongInput, "'\(word)' is not a command of '\(whole)'", fix: fix)
  }
}
