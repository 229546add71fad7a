import ArgumentParser
import EvalCore
import OrderedJSON

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates suites, their tool sets and variants; every problem with its place and its fix.",
    discussion: """
      Example:
        toolsight check suites/*.yaml
      """)

  @Argument(help: "Suite files.", completion: .file())
  var suites: [String]

  @OptionGroup var console: ConsoleOptions

  func run() throws {
    let read = suites.map { path in (path, SuiteFilesReader(console: console).result(of: path)) }
    if console.format == .json {
      Terminal.write(JSON.array(read.map(Self.json)).pretty())
    } else {
      for (_, result) in read { Self.show(result, console) }
    }
    if read.contains(where: { !$0.1.isGood }) { throw ExitCode(Exit.wrongInput.rawValue) }
  }

  private static func show(_ result: SuiteReading, _ console: ConsoleOptions) {
    console.show(result.diagnostics)
    if let suite = result.suite {
      if !console.quiet { Terminal.write(SuiteSummary(suite).text) }
    } else {
      Terminal.complain(result.tally)
    }
  }

  private static func json(_ path: String, _ result: SuiteReading) -> JSON {
    [
      "suite": .string(path), "ok": .bool(result.isGood),
      "cases": result.suite.map { .number(JSONNumber($0.cases.count)) } ?? nil,
      "todo": result.suite.map { .number(JSONNumber($0.cases.count(where: \.todo))) } ?? nil,
      "diagnostics": .array(result.diagnostics.map(\.json)),
    ]
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
    if todo > 0 { parts.append("\(todo) marked todo") }
    text = "\(suite.path): ok: \(parts.joined(separator: ", "))"
  }
}
