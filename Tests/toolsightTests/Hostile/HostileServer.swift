import Foundation
import Models
import Synchronization

/// A server on loopback that does to each request what a test says, byte for byte, on a thread for each connection: what no
/// HTTP library can be brought to send.
final class HostileServer: Sendable {
  typealias Act = @Sendable (HostilePeer, HostileRequest) -> Void

  let port: Int
  private let listener: Int32
  /// Accepted by one thread, closed by others, hence the lock.
  private let state = Mutex(State())

  private struct State {
    var sockets: Set<Int32> = []
    var requests = 0
    var isStopped = false
  }

  /// Serves for as long as `body` runs.
  ///
  /// - Parameter act: answers one request; the peer says whether its connection takes another.
  static func serving<Value>(
    _ act: @escaping Act, _ body: (HostileServer) async throws -> Value
  ) async throws -> Value {
    let server = try HostileServer(act)
    defer { server.stop() }
    return try await body(server)
  }

  /// `http://127.0.0.1:PORT`.
  var url: String { "http://127.0.0.1:\(port)" }
  /// Requests that came whole.
  var count: Int { state.withLock(\.requests) }

  private init(_ act: @escaping Act) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 512) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        serve(connection, act)
      }
      close(listener)
    }
  }

  private func serve(_ connection: Int32, _ act: @escaping Act) {
    let isTaken = state.withLock { state in
      if !state.isStopped { state.sockets.insert(connection) }
      return !state.isStopped
    }
    guard isTaken else {
      close(connection)
      return
    }
    Thread.detachNewThread { [self] in
      let peer = HostilePeer(connection)
      while peer.isOpen, let request = peer.request() {
        state.withLock { $0.requests += 1 }
        act(peer, request)
      }
      // Closed under the lock, so that nobody shuts down a number that by then is another socket's.
      state.withLock { state in
        state.sockets.remove(connection)
        close(connection)
      }
    }
  }

  private func stop() {
    state.withLock { state in
      state.isStopped = true
      for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
    shutdown(listener, Int32(SHUT_RDWR))
  }
}

/// A request as it stood on the wire.
struct HostileRequest: Sendable {
  let line: String
  let head: String
  let body: String
  /// From 1, of its connection.
  let number: Int

  /// Whose API it asks; nil for nobody's.
  var provider: Provider? { Provider(path: line.split(separator: " ").dropFirst().first?.prefix { $0 != "?" } ?? "") }
}
