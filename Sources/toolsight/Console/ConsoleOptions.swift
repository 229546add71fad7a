import ArgumentParser
import EvalCore
import Foundation
import OrderedJSON
import Reports

/// How a command prints: the options that every command has.
struct ConsoleOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: "What to print on standard output.")
  var format: Format = .text

  @Flag(name: .customLong("no-color"), help: "Print without colors (NO_COLOR does the same).")
  var noColor = false

  @Flag(name: .shortAndLong, help: "Print errors only.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print more.")
  var verbose = false

  var usesColor: Bool {
    !noColor && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty && Terminal.outputIsTerminal
  }

  /// A remark for people; nothing in quiet mode.
  func remark(_ text: String) {
    if !quiet { Terminal.complain(text.visible(keepsLines: true)) }
  }

  /// Warnings are shown unless quiet, errors always.
  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where diagnostic.severity == .error || !quiet {
      Terminal.complain(diagnostic.description.visible(keepsLines: true))
    }
  }
}
