import LoopbackHTTP
import OrderedJSON
import Synchronization

/// The open streams of HTTP+SSE, the transport of 2024-11-05: a client opens a stream, which names the URL to post messages
/// to, and reads the answers off the stream. A session ends with its stream.
final class EventSessions: Sendable {
  private let dispatcher: RequestDispatcher
  private let limits: Limits
  /// By id; opened and posted to by concurrent requests, hence the lock.
  private let open = Mutex<[String: EventSession]>([:])

  /// What clients may ask of the server.
  struct Limits: Sendable {
    /// Open streams. Each holds a connection, and some must be left to post over.
    var sessions = 256
    /// Answers of one session that are not sent yet.
    var waiting = 256
    /// Bytes of the requests that those belong to.
    var waitingBytes = 8 << 20
    /// Between two comments that keep proxies from closing a silent stream.
    var keepAlive = Duration.seconds(15)
  }

  init(_ dispatcher: RequestDispatcher, limits: Limits = Limits()) {
    (self.dispatcher, self.limits) = (dispatcher, limits)
  }

  /// - Parameter endpoint: the path to post messages to, without a query.
  func stream(at target: RequestTarget, endpoint: String) throws(RequestValidator.Rejection) -> LoopbackResponse {
    guard open.withLock({ hasRoom($0) }) else {
      throw .http(503, "expected at most \(limits.sessions) open event streams, found as many: close one")
    }
    let headers: LoopbackHeaders = [
      "Content-Type": "text/event-stream", "Cache-Control": "no-cache", "X-Accel-Buffering": "no",
    ]
    return LoopbackResponse(
      headers: headers,
      body: .stream { [self] stream in
        let (id, session) = (
          EmbeddedServer.randomToken(), EventSession(at: target, dispatcher: dispatcher, limits: limits)
        )
        // Only here, because the stream of a client that has left already never begins, nor ends.
        guard open.withLock({ add(session, id, to: &$0) }) else { return }
        defer { _ = open.withLock { $0.removeValue(forKey: id) } }
        try await stream.write("event: endpoint\ndata: \(endpoint)?session_id=\(id)\n\n")
        await session.carryAnswers(to: stream)
      })
  }

  /// - Parameter id: as the client names it; nil where it does not.
  func session(_ id: String?, at target: RequestTarget) throws(RequestValidator.Rejection) -> EventSession {
    guard let id else { throw .http(400, "expected a 'session_id' in the query, found none") }
    guard let session = open.withLock({ $0[id] }), session.isAt(target) else {
      throw .http(404, "expected the 'session_id' of an event stream that is open here, found '\(id.excerpt())'")
    }
    return session
  }

  private func hasRoom(_ open: [String: EventSession]) -> Bool { open.count < limits.sessions }

  private func add(_ session: EventSession, _ id: String, to open: inout [String: EventSession]) -> Bool {
    guard hasRoom(open) else { return false }
    open[id] = session
    return true
  }
}
