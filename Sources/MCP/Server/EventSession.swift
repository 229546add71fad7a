import LoopbackHTTP
import OrderedJSON
import Synchronization

/// One client of HTTP+SSE: takes its messages from requests, and sends the answers over its stream.
final class EventSession: Sendable {
  private typealias Waiting = (routes: Routes, requestBytes: Int)

  private let target: RequestTarget
  private let dispatcher: RequestDispatcher
  private let limits: EventSessions.Limits
  /// Changed by concurrent requests and by the stream, hence the lock.
  private let state = Mutex(State())
  private let answers: AsyncStream<Waiting>
  private let queue: AsyncStream<Waiting>.Continuation

  private struct State {
    var handshake = Handshake(assumed: .november2024)
    var waiting = 0
    var waitingBytes = 0
  }

  init(at target: RequestTarget, dispatcher: RequestDispatcher, limits: EventSessions.Limits) {
    (self.target, self.dispatcher, self.limits) = (target, dispatcher, limits)
    (answers, queue) = AsyncStream.makeStream()
  }

  func isAt(_ target: RequestTarget) -> Bool {
    self.target.variant == target.variant && self.target.trial == target.trial && self.target.caller == target.caller
  }

  /// - Parameter requestBytes: of the message.
  func take(_ message: JSON, requestBytes: Int) throws(RequestValidator.Rejection) {
    let incoming: Incoming
    do { incoming = try Incoming(message, in: state.withLock { $0.handshake.agreed }) } catch { throw .rpc(error) }
    if case .nothing = incoming { throw .accepted }
    let routes: Routes? = state.withLock { state in
      let isFull = state.waiting >= limits.waiting || requestBytes > limits.waitingBytes - state.waitingBytes
      guard !isFull else { return nil }
      state.waiting += 1
      state.waitingBytes += requestBytes
      return state.handshake.routes(incoming)
    }
    guard let routes else {
      throw .http(
        429,
        "expected at most \(limits.waiting) answers to wait for the client, and \(limits.waitingBytes) bytes of "
          + "requests, found more: read the event stream first")
    }
    queue.yield((routes, requestBytes))
  }

  /// Returns when the stream is to end: its client has left, or the server stops.
  func carryAnswers(to stream: LoopbackStream) async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.keepAlive(stream) }
      for await (routes, requestBytes) in answers {
        let answer = await dispatcher.answer(routes, at: target)
        guard answer.delayMilliseconds > 0 else {
          await self.send(answer, requestBytes, over: stream)
          continue
        }
        // What a fault holds back does not hold back the others.
        group.addTask {
          try? await Task.sleep(for: .milliseconds(answer.delayMilliseconds))
          await self.send(answer, requestBytes, over: stream)
        }
      }
      group.cancelAll()
    }
  }

  private func send(
    _ answer: RequestDispatcher.Answer, _ requestBytes: Int, over stream: LoopbackStream
  ) async {
    guard !Task.isCancelled else { return }
    dispatcher.record(answer)
    try? await stream.write(Array("event: message\ndata: ".utf8) + answer.body + Array("\n\n".utf8))
    state.withLock { state in
      state.waiting -= 1
      state.waitingBytes -= requestBytes
    }
  }

  private func keepAlive(_ stream: LoopbackStream) async {
    while (try? await Task.sleep(for: limits.keepAlive)) != nil, (try? await stream.write(":\n\n")) != nil {}
  }
}
