import ArgumentParser
import EvalCore
import OrderedJSON

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates suites, their tool sets, variants and models: every problem with its position and its fix.",
    discussion: """
      No model is asked. What a model's vendor is known to refuse of the tools and conversations is a warning.

      Examples:
        toolsight check suites/*.yaml
        toolsight check suites/tracker.yaml --model openai:gpt-5-mini --baseline main
      """)

  @Argument(help: "Suite files.", completion: .file())
  var suites: [String]

  @Option(
    help: ArgumentHelp("Also check that a run could answer from this recording.", valueName: "file"),
    completion: .file())
  var replay: String?

  @OptionGroup(title: "Models") var models: ModelOptions
  @OptionGroup(title: "Comparison") var comparison: BaselineOptions
  @OptionGroup(title: "Registry") var registry: RegistryOptions
  @OptionGroup(title: "History") var history: HistoryOptions
  @OptionGroup(title: "Printing") var printing: ConsoleOptions

  func run() throws {
    let console = printing.console
    let checked = suites.map { path in
      SuiteCheck(path, models.settings, replay: replay, registry.files(console)) { suite, plan in
        _ = try comparison.settings.baseline(for: suite, plan, in: history.file, console)
      }
    }
    if console.format == .json {
      Terminal.write(JSON.array(checked.map(\.json)))
    } else {
      for check in checked { check.show(console) }
    }
    if !console.isQuiet { Self.warnAboutNames(checked.compactMap(\.suite)) }
    let exits = checked.filter { !$0.isGood }.map(\.exitWhereBad)
    if !exits.isEmpty { throw Exit.worst(exits) }
  }

  /// Each is right by itself, and one command cannot run both.
  private static func warnAboutNames(_ suites: [Suite]) {
    var paths: [String: String] = [:]
    for suite in suites {
      guard let other = paths.updateValue(suite.path, forKey: suite.name), other != suite.path else { continue }
      Terminal.complain(
        "\(suite.path): warning: '\(other)' is named '\(suite.name)' too, so one command cannot run both")
    }
  }
}
