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
    let result = await BlockingWork.run { wakeup in
      Result { () throws(ToolListingFailure) in
        var listing = StdioListing(
          command: command, arguments: arguments, environment: environment, limits: limits, wakeup: wakeup)
        return try listing.read()
      }
    }
    return try result.get()
  }

  /// What programs need to find their way and no more: none of this process's keys.
  package static var ordinaryEnvironment: [String: String] {
    ChildEnvironment.ordinary(in: ProcessInfo.processInfo.environment)
  }
}

/// Finds out which era a program speaks, and lists its tools in it.
private struct StdioListing {
  let command: String
  let arguments: [String]
  let environment: [String: String]
  let limits: ListingLimits
  let wakeup: Wakeup
  private let deadline: ContinuousClock.Instant
  private var id = 0

  init(
    command: String, arguments: [String], environment: [String: String], limits: ListingLimits, wakeup: Wakeup
  ) {
    self.command = command
    self.arguments = arguments
    self.environment = environment
    self.limits = limits
    self.wakeup = wakeup
    deadline = .now + limits.timeout
  }

  mutating func read() throws(ToolListingFailure) -> ToolListing {
    var dialogue = try start()
    defer { dialogue.end() }
    let facts: ServerFacts
    do {
      facts = try introduction(dialogue)
    } catch {
      // Some servers end when the first message is not the one that they know.
      guard error.code == .exited else { throw error }
      dialogue = try start()
      facts = try handshake(dialogue, probe: nil)
    }
    let tools = try tools(dialogue, facts.revision)
    // The command's name alone: its arguments may be secrets.
    return ToolListing(facts, tools: tools, source: ["command": .string(command)], checksHeaders: false)
  }

  private func start() throws(ToolListingFailure) -> StdioDialogue {
    try StdioDialogue(command, arguments, environment: environment, limits: limits, wakeup: wakeup)
  }

  private mutating func introduction(_ dialogue: StdioDialogue) throws(ToolListingFailure) -> ServerFacts {
    id += 1
    let probe = id
    dialogue.send(ModernRequest(id: probe, "server/discover").body)
    let answer = try dialogue.answer(to: [probe], before: min(deadline, .now + limits.probe))
    if let facts = answer.flatMap({ Self.modern($0.outcome) }) { return facts }
    return try handshake(dialogue, probe: answer == nil ? probe : nil)
  }

  private static func modern(_ outcome: RPCOutcome) -> ServerFacts? {
    guard case .result(let result) = outcome else { return nil }
    return ServerFacts(discovered: result)
  }

  /// - Parameter probe: the request whose answer may still come from a program that is slow to start.
  private mutating func handshake(
    _ dialogue: StdioDialogue, probe: Int?
  ) throws(ToolListingFailure) -> ServerFacts {
    id += 1
    let greeting = id
    dialogue.send(RPCMessage.request(id: greeting, "initialize", ServerFacts.introduction))
    var awaited = [greeting] + [probe].compactMap(\.self)
    while true {
      let (id, outcome) = try answer(dialogue, to: awaited, "initialize")
      if id != greeting {
        if let facts = Self.modern(outcome) { return facts }
        awaited = [greeting]
        continue
      }
      let facts = try ServerFacts(initialized: outcome.result(of: "initialize"))
      dialogue.send(RPCMessage.notification("notifications/initialized"))
      return facts
    }
  }

  private mutating func tools(
    _ dialogue: StdioDialogue, _ revision: Revision
  ) throws(ToolListingFailure) -> [JSON] {
    var pages = ToolPages(limits: limits)
    var next: JSONObject? = [:]
    while let params = next {
      id += 1
      let modern = ModernRequest(id: id, "tools/list", params).body
      dialogue.send(revision.isModern ? modern : RPCMessage.request(id: id, "tools/list", params))
      next = try pages.take(answer(dialogue, to: [id], "tools/list").outcome.result(of: "tools/list"))
    }
    return pages.tools
  }

  private func answer(
    _ dialogue: StdioDialogue, to ids: [Int], _ method: String
  ) throws(ToolListingFailure) -> (id: Int, outcome: RPCOutcome) {
    if let answer = try dialogue.answer(to: ids, before: deadline) { return answer }
    throw ToolListingFailure(
      .timeout, "the program '\(command)' did not answer \(method) within \(limits.timeout)\(dialogue.testimony)")
  }
}
