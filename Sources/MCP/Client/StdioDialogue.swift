import Foundation
import OrderedJSON

/// A conversation with a program that was started for it: requests go out, their answers come back, the rest is passed
/// over; for use by one thread.
final class StdioDialogue {
  private let command: String
  private let child: ChildProcess
  private let wakeup: Wakeup
  private let limits: ListingLimits
  private var lines: LineBuffer
  private var answers: [Int: RPCOutcome] = [:]
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

  func send(_ message: [UInt8]) {
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
    guard !ready[0] else { throw ToolListingFailure(.cancelled, "the tools were not waited for") }
    if ready[3] { write() }
    if ready[2] { readComplaints() }
    if ready[1] { try readOutput() }
  }

  private func write() {
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
          .tooLarge, "expected the program '\(command)' to say at most \(limits.bytes) bytes, found more")
      }
      for line in lines.take(bytes) { if case .text(let text) = line { read(text) } }
    case .nothing: break
    case .end: isOver = true
    }
  }

  /// A line that is no message is passed over, as hosts do: a program may greet, or log to the wrong place.
  private func read(_ line: [UInt8]) {
    let start = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    guard start == UInt8(ascii: "{"), let message = try? JSON(parsing: line) else {
      noise = noise ?? String(decoding: line.prefix(400), as: UTF8.self)
      return
    }
    if let outcome = RPCOutcome(message) {
      if let id = message["id"]?.numberValue?.intValue { answers[id] = outcome }
    } else if let id = message["id"], let method = message["method"]?.stringValue {
      let refusal = RPCError.methodNotFound(method).to(id).body.utf8Bytes
      send(method == "ping" ? RPCMessage.response(id: id, result: Array("{}".utf8)) : refusal)
    }
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
    if !complaint.isEmpty { return "; its last words were '\(complaint.suffix(600))'" }
    return noise.map { "; it wrote '\($0.excerpt(limit: 200))', which is no JSON-RPC message" } ?? ""
  }
}
