import ArgumentParser
import Foundation

/// The options of printing, which every command has.
struct ConsoleOptions: ParsableArguments {
  @Option(help: "What to print on standard output.")
  var format: Console.Format = .text

  @Flag(name: .customLong("no-color"), help: "Print without colors (NO_COLOR does the same).")
  var noColor = false

  @Flag(name: .shortAndLong, help: "Print only errors, JSON, and what was asked to be shown or listed.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print more.")
  var verbose = false

  var console: Console {
    Console(format: format, usesColor: usesColor, isQuiet: quiet, isVerbose: verbose)
  }

  private var usesColor: Bool {
    !noColor && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty && Terminal.outputIsTerminal
  }
}

extension Console.Format: ExpressibleByArgument {}
