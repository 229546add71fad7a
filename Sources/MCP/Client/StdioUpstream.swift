import OrderedJSON
import Synchronization

/// A program that serves MCP and is kept between calls; a class because it ends the program with its last reference.
final class StdioUpstream: Sendable {
  private let program: StdioProgram
  /// Held for as long as a call takes, on a thread of its own; callers come one at a time.
  private let session = Mutex<StdioSession?>(nil)

  init(_ program: StdioProgram) { self.program = program }

  deinit { session.withLock { $0?.end() } }

  func call(_ params: JSONObject, within timeout: Duration) async throws(ToolListingFailure) -> RPCOutcome {
    let result = await BlockingWork.run { wakeup in
      Result { () throws(ToolListingFailure) in try self.call(params, within: timeout, wakeup) }
    }
    return try result.get()
  }

  /// Whatever went wrong, the next call begins with a new program.
  private func call(
    _ params: JSONObject, within timeout: Duration, _ wakeup: Wakeup
  ) throws(ToolListingFailure) -> RPCOutcome {
    try session.withLock { (slot) throws(ToolListingFailure) in
      let deadline = ContinuousClock.now + timeout
      do throws(ToolListingFailure) {
        if slot == nil { slot = try StdioSession(program, deadline: deadline, wakeup: wakeup) }
        slot?.begin(wakeup)
        guard let outcome = try slot?.outcome(of: "tools/call", params, before: deadline) else { throw .wasCancelled }
        return outcome
      } catch {
        slot?.end()
        slot = nil
        throw error
      }
    }
  }

  func end() async {
    await BlockingWork.run { _ in
      self.session.withLock { slot in
        slot?.end()
        slot = nil
      }
    }
  }
}
