import ArgumentParser
import EvalCore
import OrderedJSON

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates suites, their tool sets, variants and models; every problem with its place and its fix.",
    discussion: """
      Nothing is asked of anybody. What a model's vendor is known to refuse of the tools and conversations is a warning.

      Examples:
        toolsight check suites/*.yaml
        toolsight check suites/tracker.yaml --model openai:gpt-5-mini --baseline main
      """)

  @Argument(help: "Suite files.", completion: .file())
  var suites: [String]

  @OptionGroup var models: ModelOptions

  @Option(
    help: ArgumentHelp("Also see that a run could answer from this recording.", valueName: "file"), completion: .file())
  var replay: String?

  @OptionGroup var comparison: BaselineOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let checked = suites.map { path in
      SuiteCheck(path, models, replay: replay, console) { suite, plan in
        _ = try comparison.baseline(for: suite, plan, history, console)
      }
    }
    if console.format == .json {
      Terminal.write(JSON.array(checked.map(\.json)))
    } else {
      for check in checked { check.show(console) }
    }
    if !console.quiet { Self.warnAboutNames(checked.compactMap(\.suite)) }
    if checked.contains(where: { !$0.isGood }) { throw ExitCode(Exit.wrongInput.rawValue) }
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

extension Diagnostic {
  /// For `--format json`.
  var json: JSON {
    [
      "severity": .string(severity.rawValue), "file": .string(position.file),
      "line": .number(JSONNumber(position.line)), "column": .number(JSONNumber(position.column)),
      "message": .string(message), "fix": fix.map { .string($0) } ?? nil,
    ]
  }
}

/// What a good suite consists of, in a line.
struct SuiteSummary {
  let text: String

  init(_ suite: Suite) {
    let asked = suite.cases.count { !$0.todo }
    let todo = suite.cases.count - asked
    let tools = suite.control.toolSet.tools.count
    var parts = [
      asked.counted("case"), tools.counted("tool"), suite.variants.count.counted("variant"),
      "judged by \(suite.judge.rawValue)",
    ]
    if todo > 0 { parts.append("\(todo) marked todo" + (asked == 0 ? ", so that nothing can be run yet" : "")) }
    text = "\(suite.path): ok: \(parts.joined(separator: ", "))"
  }
}
