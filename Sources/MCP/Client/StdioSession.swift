import EvalCore
import Foundation
import OrderedJSON

/// A program that was started to serve MCP, and the era that it speaks; for use by one thread at a time.
struct StdioSession {
  let facts: ServerFacts
  private let program: StdioProgram
  private let dialogue: StdioDialogue
  private var id: Int

  /// Starts the program and finds out which era it speaks.
  init(_ program: StdioProgram, deadline: ContinuousClock.Instant, wakeup: Wakeup) throws(ToolListingFailure) {
    var introduction = StdioIntroduction(program: program, deadline: deadline, wakeup: wakeup)
    (dialogue, facts) = try introduction.introduced()
    self.program = program
    id = introduction.id
  }

  /// Begins a piece of work of its own, with its own allowance of bytes and questions.
  ///
  /// - Parameter wakeup: what says that nobody waits for it any more.
  func begin(_ wakeup: Wakeup) { dialogue.begin(wakeup) }

  /// The outcome of one request.
  mutating func outcome(
    of method: String, _ params: JSONObject, before deadline: ContinuousClock.Instant
  ) throws(ToolListingFailure) -> RPCOutcome {
    id += 1
    let modern = ModernRequest(id: id, method, params).body
    dialogue.send(facts.revision.isModern ? modern : RPCMessage.request(id: id, method, params), awaiting: id)
    guard let answer = try dialogue.answer(to: [id], before: deadline) else {
      throw program.silence(method, dialogue.testimony)
    }
    if facts.revision.isModern, case .result(let result) = answer.outcome {
      try ModernChannel.checkComplete(result, of: method)
    }
    return answer.outcome
  }

  func end() { dialogue.end() }

  var testimony: String { dialogue.testimony }
}

/// How to start a program that serves MCP.
struct StdioProgram: Sendable {
  /// A path or a name in `PATH`; no shell reads it.
  let command: String
  let arguments: [String]
  /// All that the program gets.
  let environment: [String: String]
  let limits: ListingLimits

  fileprivate func silence(_ method: String, _ testimony: String) -> ToolListingFailure {
    ToolListingFailure(
      .timeout, "the program '\(command)' did not answer \(method) within \(limits.timeout)\(testimony)")
  }
}

/// The first words with a program, in which its era shows.
private struct StdioIntroduction {
  let program: StdioProgram
  let deadline: ContinuousClock.Instant
  let wakeup: Wakeup
  private(set) var id = 0

  init(program: StdioProgram, deadline: ContinuousClock.Instant, wakeup: Wakeup) {
    (self.program, self.deadline, self.wakeup) = (program, deadline, wakeup)
  }

  mutating func introduced() throws(ToolListingFailure) -> (StdioDialogue, ServerFacts) {
    let dialogue = try start()
    do {
      return (dialogue, try facts(dialogue))
    } catch {
      dialogue.end()
      // Some servers end when the first message is not the one that they know.
      guard error.code == .exited else { throw error }
    }
    let second = try start()
    do {
      return (second, try handshake(second, probe: nil))
    } catch {
      second.end()
      throw error
    }
  }

  private func start() throws(ToolListingFailure) -> StdioDialogue {
    try StdioDialogue(
      program.command, program.arguments, environment: program.environment, limits: program.limits, wakeup: wakeup)
  }

  private mutating func facts(_ dialogue: StdioDialogue) throws(ToolListingFailure) -> ServerFacts {
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
    guard let answer = try dialogue.answer(to: [id], before: min(deadline, .now + program.limits.probe)) else {
      return .silent
    }
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
    throw refusal ?? program.silence("initialize", dialogue.testimony)
  }

  private func greet(_ outcome: RPCOutcome, _ dialogue: StdioDialogue) throws(ToolListingFailure) -> ServerFacts {
    let facts = try ServerFacts(initialized: outcome.result(of: "initialize"))
    dialogue.tell("notifications/initialized")
    return facts
  }
}
