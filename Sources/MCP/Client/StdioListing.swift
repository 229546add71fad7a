import EvalCore
import Foundation
import OrderedJSON

extension ToolListing {
  /// Starts a program that serves MCP at its input and output, reads its tools, and ends it.
  ///
  /// - Parameters:
  ///   - command: a path or a name in `PATH`; no shell reads it.
  ///   - environment: all that the program gets.
  package static func fetch(
    command: String, arguments: [String] = [], environment: [String: String] = ToolListing.ordinaryEnvironment,
    limits: ListingLimits = ListingLimits()
  ) async throws(ToolListingFailure) -> ToolListing {
    let program = StdioProgram(command: command, arguments: arguments, environment: environment, limits: limits)
    let result = await BlockingWork.run { wakeup in
      Result { () throws(ToolListingFailure) in try read(program, wakeup) }
    }
    return try result.get()
  }

  /// What programs need to find their way and no more: none of this process's keys.
  package static var ordinaryEnvironment: [String: String] {
    ChildEnvironment.ordinary(in: ProcessInfo.processInfo.environment)
  }

  private static func read(_ program: StdioProgram, _ wakeup: Wakeup) throws(ToolListingFailure) -> ToolListing {
    let deadline = ContinuousClock.now + program.limits.timeout
    var session = try StdioSession(program, deadline: deadline, wakeup: wakeup)
    defer { session.end() }
    var pages = ToolPages(limits: program.limits)
    var next: JSONObject? = [:]
    while let params = next {
      let outcome = try session.outcome(of: "tools/list", params, before: deadline)
      next = try pages.take(try outcome.result(of: "tools/list"))
    }
    // The command's name alone: its arguments may be secrets.
    return ToolListing(
      session.facts, pages, source: ["command": .string(program.command)], checksHeaders: false,
      testimony: session.testimony)
  }
}
