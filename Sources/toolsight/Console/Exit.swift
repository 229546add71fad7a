import ArgumentParser
import Foundation
import History
import LoopbackHTTP
import OrderedJSON
import Reports

/// The exit codes of `docs/exit-codes.md`.
enum Exit: Int32 {
  case pass = 0
  case gateFailed = 1
  case wrongInput = 2
  case couldNotMeasure = 3
  case inconclusive = 4
  case interrupted = 130
  case terminated = 143

  /// The code for several suites together: interruption first, then wrong input, could not measure, failure, inconclusive.
  static func worst(_ codes: [Int32]) -> Int32 {
    [143, 130, 2, 3, 1, 4].first { codes.contains($0) } ?? 0
  }

  /// Ends the process after an error that a command threw, or after help was asked for.
  static func finish(after error: any Error) -> Never {
    if let failure = error as? CommandFailure {
      Terminal.complain(failure.description.visible(keepsLines: true))
      leave(failure.exit.rawValue)
    }
    if error is HistoryFailure || error is LoopbackError {
      Terminal.complain("\(error)".visible(keepsLines: true))
      leave(Exit.couldNotMeasure.rawValue)
    }
    let code = Toolsight.exitCode(for: error)
    let message = Toolsight.fullMessage(for: error)
    if code == .success {
      Terminal.write(message)
      leave(0)
    }
    if !message.isEmpty { Terminal.complain(message) }
    // ArgumentParser ends with 64 for a wrong command line; ours is 2, for that and for every error without a code.
    let isOwnCode = error is ExitCode
    leave(isOwnCode ? code.rawValue : Exit.wrongInput.rawValue)
  }

  /// Ends the process; what was to be printed and is lost makes no success.
  static func leave(_ code: Int32) -> Never {
    guard let loss = Terminal.loss else { Foundation.exit(code) }
    Terminal.complain(
      "\(loss)\n  fix: make room or print elsewhere; runs in the history and files that were written are kept, and toolsight"
        + " history show last prints a run again")
    Foundation.exit(worst([code, couldNotMeasure.rawValue]))
  }
}

/// A failure that the operator mends: what went wrong, and which exit code says so.
struct CommandFailure: Error, CustomStringConvertible {
  let exit: Exit
  let description: String

  init(_ exit: Exit, _ description: String) {
    self.exit = exit
    self.description = description
  }
}
