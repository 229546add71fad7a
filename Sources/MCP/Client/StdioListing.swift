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
    let pages = try tools(dialogue, facts.revision)
    // The command's name alone: its arguments may be secrets.
    return ToolListing(
      facts, pages, source: ["command": .string(command)], checksHeaders: false, testimony: dialogue.testimony)
  }

  private func start() throws(ToolListingFailure) -> StdioDialogue {
    try StdioDialogue(command, arguments, environment: environment, limits: limits, wakeup: wakeup)
  }

  private mutating func introduction(_ dialogue: StdioDialogue) throws(ToolListingFailure) -> ServerFacts {
    var sign = try probe(dialogue)
    if case .again = sign { sign = try probe(dialogue) }
    switch sign {
    case .modern(let facts): return facts
    case .again: throw EraSign.refusal("refused the revision '\(Revision.july2026.rawValue)' and named it as supported")
    case .legacy: return try handshake(dialogue, probe: nil)
    case .silent: return try handshake(dialogue, probe: id)
    }
  }

  private mutating func probe(_ dialogue: StdioDialogue) throws(ToolListingFailure) -> EraSign {
    id += 1
    dialogue.send(ModernRequest(id: id, "server/discover").body, awaiting: id)
    guard let answer = try dialogue.answer(to: [id], before: min(deadline, .now + limits.probe)) else { return .silent }
    return try EraSign(answer.outcome)
  }

  /// - Parameter probe: the request whose answer may still come from a program that is slow to start, and then counts
  ///   more than what it says to a handshake.
  private mutating func handshake(
    _ dialogue: StdioDialogue, probe: Int?
  ) throws(ToolListingFailure) -> ServerFacts {
    id += 1
    let greeting = id
    dialogue.send(RPCMessage.request(id: greeting, "initialize", ServerFacts.introduction), awaiting: greeting)
    var awaited = [probe, greeting].compactMap(\.self)
    var refusal: ToolListingFailure?
    while let (id, outcome) = try dialogue.answer(to: awaited, before: deadline) {
      awaited.removeAll { $0 == id }
      if id == greeting {
        do { return try greet(outcome, dialogue) } catch { refusal = error }
      } else if case .modern(let facts) = try EraSign(outcome) {
        return facts
      }
      if let refusal, awaited.isEmpty { throw refusal }
    }
    throw refusal ?? silence(dialogue, "initialize")
  }

  private func greet(_ outcome: RPCOutcome, _ dialogue: StdioDialogue) throws(ToolListingFailure) -> ServerFacts {
    let facts = try ServerFacts(initialized: outcome.result(of: "initialize"))
    dialogue.tell("notifications/initialized")
    return facts
  }

  private mutating func tools(
    _ dialogue: StdioDialogue, _ revision: Revision
  ) throws(ToolListingFailure) -> ToolPages {
    var pages = ToolPages(limits: limits)
    var next: JSONObject? = [:]
    while let params = next {
      id += 1
      let modern = ModernRequest(id: id, "tools/list", params).body
      dialogue.send(
        revision.isModern ? modern : RPCMessage.request(id: id, "tools/list", params), awaiting: id)
      guard let answer = try dialogue.answer(to: [id], before: deadline) else { throw silence(dialogue, "tools/list") }
      let result = try answer.outcome.result(of: "tools/list")
      if revision.isModern { try ModernChannel.checkComplete(result, of: "tools/list") }
      next = try pages.take(result)
    }
    return pages
  }

  private func silence(_ dialogue: StdioDialogue, _ method: String) -> ToolListingFailure {
    ToolListingFailure(
      .timeout, "the program '\(command)' did not answer \(method) within \(limits.timeout)\(dialogue.testimony)")
  }
}
