import Foundation
import OrderedJSON

/// A conversation with a program that was started for it: requests go out, their answers come back, the rest is passed
/// over; for use by one thread.
final class StdioDialogue {
  private let command: String
  private let child: ChildProcess
  private var wakeup: Wakeup
  private let limits: ListingLimits
  private var lines: LineBuffer
  private var answers: [Int: RPCOutcome] = [:]
  /// The requests so far, and those that wait for an answer, oldest first.
  private var sent: Set<Int> = []
  private var waiting: [Int] = []
  /// Notifications so far that no error without an id has come for: some servers answer them with one.
  private var notified = 0
  private var questions = QuestionCount()
  private var unsent: [UInt8] = []
  private var received = 0
  /// The end of what the program wrote beside the protocol.
  private var complaints: [UInt8] = []
  /// The first line of output that was no message.
  private var noise: String?
  private var isOver = false
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  init(
    _ command: String, _ arguments: [String], environment: [String: String], limits: ListingLimits, wakeup: Wakeup
  ) throws(ToolListingFailure) {
    do {
      child = try ChildProcess(command, arguments, environment: environment)
    } catch {
      throw ToolListingFailure(
        .notStarted, "expected to start the program '\(command.excerpt(limit: 200))', found: \(error.reason)")
    }
    self.command = command
    self.wakeup = wakeup
    self.limits = limits
    lines = LineBuffer(limit: limits.bytes)
  }

  func end() { child.end(grace: limits.grace) }

  /// Begins a piece of work of its own, with its own allowance of bytes and questions.
  func begin(_ wakeup: Wakeup) {
    self.wakeup = wakeup
    (received, questions) = (0, QuestionCount())
  }

  /// - Parameter id: of the request in the message, which then waits for its answer.
  func send(_ message: [UInt8], awaiting id: Int) {
    sent.insert(id)
    waiting.append(id)
    write(message)
  }

  func tell(_ notification: String) {
    notified += 1
    write(RPCMessage.notification(notification))
  }

  private func write(_ message: [UInt8]) {
    unsent += message
    unsent.append(UInt8(ascii: "\n"))
  }

  /// The answer to one of several requests, whichever comes first; nil where none has come at the deadline.
  ///
  /// - Throws: where the program ended or said too much, or nobody waits any more.
  func answer(
    to ids: [Int], before deadline: ContinuousClock.Instant
  ) throws(ToolListingFailure) -> (id: Int, outcome: RPCOutcome)? {
    while true {
      for id in ids {
        if let outcome = answers.removeValue(forKey: id) { return (id, outcome) }
      }
      guard !isOver else { throw exited }
      let left = (deadline - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { return nil }
      try wait(milliseconds: Int(min(left.rounded(.up), 1e6)))
    }
  }
}

extension StdioDialogue {
  private func wait(milliseconds: Int) throws(ToolListingFailure) {
    let ready = Readiness.wait(
      [
        (wakeup.descriptor, Int32(POLLIN)), (child.output.number, Int32(POLLIN)),
        (child.errors.isOpen ? child.errors.number : -1, Int32(POLLIN)),
        (unsent.isEmpty || !child.input.isOpen ? -1 : child.input.number, Int32(POLLOUT)),
      ], milliseconds: milliseconds)
    guard !ready[0] else { throw .wasCancelled }
    if ready[3] { flush() }
    if ready[2] { readComplaints() }
    if ready[1] { try readOutput() }
  }

  private func flush() {
    let count = unsent.withUnsafeBytes { Glibc.write(child.input.number, $0.baseAddress, $0.count) }
    if count > 0 {
      unsent.removeFirst(count)
    } else if count < 0, errno != EAGAIN, errno != EINTR {
      // Whether the program has ended, its output will tell.
      child.input.close()
    }
  }

  private func readOutput() throws(ToolListingFailure) {
    switch Reading(child.output.number, into: &buffer) {
    case .bytes(let bytes):
      received += bytes.count
      guard received <= limits.bytes else {
        throw ToolListingFailure(
          .tooLarge, "expected the program '\(command)' to send at most \(limits.bytes) bytes, found more")
      }
      for line in lines.take(bytes) { try read(line) }
    case .nothing: break
    case .end:
      isOver = true
      if let line = lines.finish() { try read(line) }
    }
  }

  /// A line that is no message is passed over, as hosts do: a program may greet, or log to the wrong place.
  private func read(_ line: LineBuffer.Line) throws(ToolListingFailure) {
    guard case .text(let text) = line else { return }
    let messages = ServerMessage.all(in: text)
    if messages.isEmpty { noise = noise ?? String(decoding: text.prefix(400), as: UTF8.self) }
    for message in messages {
      if case .answer(let id, let outcome) = message { take(outcome, id) }
      guard let reply = message.reply else { continue }
      try questions.count()
      write(reply)
    }
  }

  /// An answer that does not say whose it is, or says it wrong, is the oldest request's: none better will come for it.
  private func take(_ outcome: RPCOutcome, _ given: JSON) {
    if let id = waiting.first(where: { given == .number(JSONNumber($0)) }) { return answer(id, outcome) }
    // One that came late, or twice.
    if let id = given.numberValue?.intValue, sent.contains(id) { return }
    if given.isNull, case .error(_, let message, _) = outcome, notified > 0 {
      notified -= 1
      noise = noise ?? message
      return
    }
    guard let oldest = waiting.first else { return }
    switch outcome {
    case .unreadable: answer(oldest, outcome)
    case .error where given.isNull: answer(oldest, outcome)
    case .error, .result: answer(oldest, .unreadable(ServerMessage.mismatch(given, oldest)))
    }
  }

  private func answer(_ id: Int, _ outcome: RPCOutcome) {
    answers[id] = outcome
    waiting.removeAll { $0 == id }
  }

  private func readComplaints() {
    switch Reading(child.errors.number, into: &buffer) {
    case .bytes(let bytes): complaints = Array((complaints + bytes).suffix(4096))
    case .nothing: break
    case .end: child.errors.close()
    }
  }

  private var exited: ToolListingFailure {
    let ending = child.end(grace: limits.grace)
    return ToolListingFailure(
      .exited, "expected the program '\(command)' to answer, but it ended (\(ending))\(testimony)")
  }

  /// What the program said that may explain why it did not answer.
  var testimony: String {
    while child.errors.isOpen, case .bytes(let bytes) = Reading(child.errors.number, into: &buffer) {
      complaints = Array((complaints + bytes).suffix(4096))
    }
    let complaint = String(decoding: complaints, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    if !complaint.isEmpty {
      return "; its last output was '\(String(complaint.suffix(600)).visible(keepsLines: false))'"
    }
    return noise.map { "; it wrote '\($0.excerpt(limit: 200))', which answers nothing" } ?? ""
  }
}
