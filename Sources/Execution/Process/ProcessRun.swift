import EvalCore
import Foundation
import MCP
import OrderedJSON

/// One call that a program answers: a fresh child, which is gone afterwards with all that it started.
struct ProcessRun: Sendable {
  private let process: ProcessExecution
  private let place: ExecutionPlace

  init(_ process: ProcessExecution, _ place: ExecutionPlace) { (self.process, self.place) = (process, place) }

  func answer(to arguments: JSONObject) async -> Result<ExecutionAnswer.Content, ExecutionFailure> {
    let input = JSON.object(arguments).utf8Bytes
    return await BlockingWork.run { wakeup in
      Result { () throws(ExecutionFailure) in .text(try output(input, wakeup)) }
    }
  }

  private func output(_ input: [UInt8], _ wakeup: Wakeup) throws(ExecutionFailure) -> String {
    let command: [String]
    do { command = try place.command(process.command) } catch { throw error.failure }
    let ending = try talk(command, input, wakeup)
    if case .ended(.ended(code: 0), let output, _) = ending {
      let text = String(decoding: output, as: UTF8.self)
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
    throw ProcessWords(process: process).failure(ending)
  }

  private func talk(
    _ command: [String], _ input: [UInt8], _ wakeup: Wakeup, onlyTries: Bool = false
  ) throws(ExecutionFailure) -> SandboxTalk.Ending {
    let folder = try OwnFolder()
    defer { folder.remove() }
    let sandbox: Sandbox
    do {
      sandbox = try Sandbox(
        command, environment: ["PATH": place.path], folder: folder.path, limits: limits, isIsolated: isIsolated,
        onlyTries: onlyTries)
    } catch {
      return .ended(.failed(error.stage, error.error), output: [], errors: [])
    }
    defer { sandbox.end() }
    var talk = SandboxTalk(sandbox, input: input, timeout: process.timeout, wakeup: wakeup)
    return talk.ending()
  }

  private var isIsolated: Bool { process.isolation == .namespaces }

  private var limits: SandboxLimits {
    let seconds = Int((process.timeout / .seconds(1)).rounded(.up)) + 1
    var limits = SandboxLimits(memory: process.memory, seconds: seconds)
    // Without a namespace the user's other processes count, too.
    if !isIsolated { limits.processes += ProcessUser.countProcesses() }
    return limits
  }

  /// What keeps the program from running here; it is not run.
  func problem() async -> ExecutionProblem? {
    await BlockingWork.run { wakeup in
      do throws(ExecutionProblem) {
        let command = try place.command(process.command)
        let ending = try? talk(command, [], wakeup, onlyTries: true)
        if case .ended(.failed(let stage, let error), _, _)? = ending {
          throw ProcessWords(process: process).problem(stage, error, program: command[0])
        }
        return nil
      } catch {
        return error
      }
    }
  }
}
