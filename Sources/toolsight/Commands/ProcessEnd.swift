import ArgumentParser
import EvalCore
import Foundation
import History
import LoopbackHTTP

/// The end of the process: what is said of an error that a command threw, and the exit code.
enum ProcessEnd {
  /// - Parameters:
  ///   - error: may also be that help was asked for.
  ///   - program: knows how its commands are used.
  static func leave(after error: any Error, of program: any ParsableCommand.Type) -> Never {
    switch error {
    case let exit as Exit: leave(exit)
    case let failure as CommandFailure: leave(saying: failure)
    case let failure as HistoryFailure: leave(saying: CommandFailure(.couldNotMeasure, [Message(failure)]))
    case let error as LoopbackError: leave(saying: CommandFailure(.couldNotMeasure, "\(error)"))
    default: leave(afterParsing: error, program)
    }
  }

  /// What was to be printed and is lost makes no success.
  static func leave(_ exit: Exit) -> Never {
    guard let loss = Terminal.loss else { Foundation.exit(exit.rawValue) }
    Terminal.complain(
      Message(
        loss,
        fix: "make room or print elsewhere; runs in the history and files that were written are kept, and toolsight"
          + " history show last prints a run again"))
    Foundation.exit(Exit.worst([exit, .couldNotMeasure]).rawValue)
  }

  private static func leave(saying failure: CommandFailure) -> Never {
    failure.messages.forEach(Terminal.complain)
    leave(failure.exit)
  }

  /// The parser has a code of its own for a wrong command line, and says help and versions by an error, too.
  private static func leave(afterParsing error: any Error, _ program: any ParsableCommand.Type) -> Never {
    let message = program.fullMessage(for: error)
    if program.exitCode(for: error) == .success {
      Terminal.write(message)
      leave(.pass)
    }
    let title = "Error: "
    Terminal.complain(message.hasPrefix(title) ? "error: " + message.dropFirst(title.count) : message)
    leave(.wrongInput)
  }
}

extension ExitDecision {
  /// Says what has to be said, and ends the command where the gate is not met.
  func leave() throws {
    messages.forEach(Terminal.complain)
    if exit != .pass { throw exit }
  }
}
