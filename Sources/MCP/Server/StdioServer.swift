package import EvalCore
import Foundation
import OrderedJSON

/// Serves one variant of a suite to the program at the other end of two descriptors, as an MCP host expects of a command
/// that it started: a message a line, nothing else, until the input ends.
package struct StdioServer: Sendable {
  private let target: RequestTarget
  private let dispatcher: RequestDispatcher

  /// Bytes of one message, as over HTTP.
  fileprivate static let lineLimit = 4 << 20

  /// Nil where the suite has no such variant.
  package init?(
    _ suite: Suite, variant: String, pageSize: Int? = nil, executor: (any ToolExecuting)? = nil,
    log: @escaping @Sendable (CallLogEntry) -> Void = { _ in }
  ) {
    guard let served = ServedVariants(suite, trials: [], pageSize: pageSize).variant(variant) else { return nil }
    target = RequestTarget(variant: variant, trial: nil, served: served)
    dispatcher = RequestDispatcher(layers: LayerState(executor: executor), log: log)
  }

  /// Returns when the input has ended, when nobody reads the output any more, or when the task is cancelled.
  ///
  /// The descriptors stay the caller's to close.
  package func run(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) async {
    await BlockingWork.run { [target, dispatcher] wakeup in
      var connection = StdioConnection(target: target, dispatcher: dispatcher, input: input, output: output)
      connection.serve(until: wakeup)
    }
  }
}

/// One client, served by one thread.
private struct StdioConnection {
  let target: RequestTarget
  let dispatcher: RequestDispatcher
  let input: Int32
  let output: Int32
  private var era = StdioEra()
  private var lines = LineBuffer(limit: StdioServer.lineLimit)
  /// Answers that a fault holds back.
  private var late: [(due: ContinuousClock.Instant, id: JSON?, answer: RequestDispatcher.Answer)] = []
  private var isOver = false

  init(target: RequestTarget, dispatcher: RequestDispatcher, input: Int32, output: Int32) {
    self.target = target
    self.dispatcher = dispatcher
    self.input = input
    self.output = output
  }

  mutating func serve(until wakeup: Wakeup) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !isOver {
      let ready = Readiness.wait(
        [(input, Int32(POLLIN)), (wakeup.descriptor, Int32(POLLIN))], milliseconds: millisecondsToNext)
      sendDue()
      guard !ready[1] else { return }
      guard ready[0] else { continue }
      switch Reading(input, into: &buffer) {
      case .bytes(let bytes): lines.take(bytes).forEach { handle($0) }
      case .nothing: break
      case .end:
        if let line = lines.finish() { handle(line) }
        return
      }
    }
  }

  /// Rounded up, so that the answer is due when the wait ends; negative where none waits.
  private var millisecondsToNext: Int {
    guard let next = late.map(\.due).min() else { return -1 }
    let left = (next - ContinuousClock.now) / .milliseconds(1)
    return max(0, Int(min(left.rounded(.up), 1e6)))
  }

  private mutating func sendDue() {
    let now = ContinuousClock.now
    let due = late.filter { $0.due <= now }
    late.removeAll { $0.due <= now }
    for entry in due { send(entry.answer) }
  }

  private mutating func handle(_ line: LineBuffer.Line) {
    do throws(RPCError) {
      guard case .text(let bytes) = line else {
        throw .invalidRequest("expected a message of at most \(StdioServer.lineLimit) bytes, found a longer one")
      }
      try handle(parse(bytes))
    } catch {
      write(error.body.utf8Bytes)
    }
  }

  private func parse(_ line: [UInt8]) throws(RPCError) -> JSON {
    do { return try JSON(parsing: line) } catch { throw .parse("expected JSON, but \(error)") }
  }

  private mutating func handle(_ message: JSON) throws(RPCError) {
    if message["method"] == "notifications/cancelled" {
      late.removeAll { $0.id == message["params"]?["requestId"] }
    }
    let incoming = try Incoming(message, in: era.agreed)
    guard let routes = try era.routes(incoming) else { return }
    let answer = answer(routes)
    guard answer.delayMilliseconds > 0 else { return send(answer) }
    late.append((.now + .milliseconds(answer.delayMilliseconds), message["id"], answer))
  }

  /// Waits for it: this thread belongs to the one client.
  private func answer(_ routes: Routes) -> RequestDispatcher.Answer {
    BlockingWork.wait { [dispatcher, target] () async -> RequestDispatcher.Answer in
      await dispatcher.answer(routes, at: target)
    }
  }

  private mutating func send(_ answer: RequestDispatcher.Answer) {
    dispatcher.record(answer)
    write(answer.body)
  }

  private mutating func write(_ message: [UInt8]) {
    var rest = (message + [UInt8(ascii: "\n")])[...]
    while !rest.isEmpty, !isOver {
      let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        _ = Readiness.wait([(output, Int32(POLLOUT))], milliseconds: -1)
      } else if errno != EINTR {
        isOver = true
      }
    }
  }
}
