import EvalCore
import Foundation
import OrderedJSON

/// What is said of a program that gave no result: to the model, and to the author of the suite.
struct ProcessWords {
  let process: ProcessExecution

  func failure(_ ending: SandboxTalk.Ending) -> ExecutionFailure {
    switch ending {
    case .cancelled: .cancelled
    case .tooMuchOutput:
      ExecutionFailure("its program wrote more than \(SandboxTalk.mostOutput >> 20) MB", .otherArguments)
    case .late(let errors):
      ExecutionFailure("its program did not end within \(process.timeout)\(words(errors))", .again)
    case .ended(.failed(let stage, let error), _, _):
      ExecutionFailure("its program could not be started (\(Self.words(stage, error)))", .useless)
    case .ended(.ended(let code), _, let errors):
      ExecutionFailure("its program ended with exit code \(code)\(words(errors))", .otherArguments)
    case .ended(.killed(let signal), _, let errors):
      ExecutionFailure("its program was ended by \(Self.words(signal))\(words(errors))", .otherArguments)
    }
  }

  private func words(_ errors: [UInt8]) -> String {
    let text = String(decoding: errors, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? "" : "; its last words were '\(String(text.suffix(400)).visible(keepsLines: false))'"
  }

  private static func words(_ signal: Int32) -> String {
    switch signal {
    case SIGXCPU: "the limit of CPU time"
    case SIGXFSZ: "the limit of file sizes"
    default: "signal \(signal)"
    }
  }

  private static func words(_ stage: Sandbox.Stage, _ error: Int32) -> String {
    let reason = String(cString: strerror(error))
    switch stage {
    case .resources: return "the system has no more pipes: \(reason)"
    case .namespaces: return "the system allows no namespaces: \(reason)"
    case .limits: return "its limits could not be set: \(reason)"
    case .program: return reason
    }
  }

  func problem(_ stage: Sandbox.Stage, _ error: Int32, program: String) -> ExecutionProblem {
    let reason = String(cString: strerror(error))
    switch stage {
    case .namespaces:
      return ExecutionProblem(
        "expected namespaces to isolate '~process' in, found that the system allows none: \(reason)",
        fix: "run where user namespaces are allowed, or write isolation: weak")
    case .program:
      let isNobody = ProcessUser.child.user != geteuid() ? ", as the user 'nobody' in place of root" : ""
      return ExecutionProblem(
        "expected a program that can be started\(isNobody), found '\(program.excerpt(limit: 200))': \(reason)",
        fix: "see who may execute it and open its folders: chmod +x")
    case .resources, .limits:
      return ExecutionProblem(
        "the sandbox of '\(program.excerpt(limit: 200))' cannot be made: \(Self.words(stage, error))")
    }
  }
}
