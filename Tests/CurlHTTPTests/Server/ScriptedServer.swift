import Foundation
import Synchronization

/// A server on loopback that does to each connection what a test says, byte for byte, on a thread of its own.
final class ScriptedServer: Sendable {
  /// What the server has seen.
  struct Tally {
    var accepted = 0
    var open = 0
    var mostOpen = 0
    var requests: [WireRequest] = []
    var bytesSent = 0
  }

  let port: Int
  private let listener: Int32
  private let tally = Mutex(Tally())
  private let sockets = Mutex<Set<Int32>>([])
  private let isStopped = Mutex(false)

  init(_ script: @escaping @Sendable (Peer) -> Void) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isListening = withUnsafeMutableBytes(of: &address) { bytes in
      guard let start = bytes.baseAddress else { return false }
      let pointer = start.assumingMemoryBound(to: sockaddr.self)
      return bind(listener, pointer, length) == 0 && listen(listener, 512) == 0
        && getsockname(listener, pointer, &length) == 0
    }
    guard isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [weak self, listener] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else {
          close(listener)
          return
        }
        guard let self else {
          close(connection)
          return
        }
        self.serve(connection, script)
      }
    }
  }

  deinit { stop() }

  var url: String { "http://127.0.0.1:\(port)" }
  var seen: Tally { tally.withLock { $0 } }

  /// Ends all connections; the port then refuses.
  func stop() {
    // Once only: the number may by then be another socket's.
    let wasStopped = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return isStopped
    }
    if wasStopped { return }
    shutdown(listener, Int32(SHUT_RDWR))
    sockets.withLock { sockets in
      for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }

  func count(_ change: (inout Tally) -> Void) { tally.withLock { change(&$0) } }

  private func serve(_ connection: Int32, _ script: @escaping @Sendable (Peer) -> Void) {
    sockets.withLock { _ = $0.insert(connection) }
    count { tally in
      tally.accepted += 1
      tally.open += 1
      tally.mostOpen = max(tally.mostOpen, tally.open)
    }
    Thread.detachNewThread { [weak self] in
      script(Peer(connection, count: { [weak self] in self?.count($0) }))
      if let self {
        self.sockets.withLock { _ = $0.remove(connection) }
        self.count { $0.open -= 1 }
      }
      close(connection)
    }
  }
}

/// A request as it stood on the wire.
struct WireRequest: Sendable {
  let head: String
  let body: [UInt8]

  var line: String { String(head.prefix { $0 != "\r\n" }) }
  var headerLines: [String] { head.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty } }
}
