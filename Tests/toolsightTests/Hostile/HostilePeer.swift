import Foundation

/// The server's side of one connection; only its own thread touches it.
final class HostilePeer {
  private let socket: Int32
  private var unread: [UInt8] = []
  private var requests = 0
  /// Whether another request is read from the connection.
  private(set) var isOpen = true

  init(_ socket: Int32) {
    self.socket = socket
    var one: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout.size(ofValue: one)))
  }

  /// The next request with its body; nil when the client left.
  func request() -> HostileRequest? {
    guard let headEnd = headEnd() else { return nil }
    let head = String(decoding: unread[..<headEnd], as: UTF8.self)
    let length = head.firstMatch(of: #/(?i)\r\ncontent-length: *(\d+)/#).flatMap { Int($0.1) } ?? 0
    while unread.count < headEnd + length { guard readMore() else { return nil } }
    let body = String(decoding: unread[headEnd..<(headEnd + length)], as: UTF8.self)
    unread.removeFirst(headEnd + length)
    requests += 1
    return HostileRequest(line: String(head.prefix { $0 != "\r\n" }), head: head, body: body, number: requests)
  }

  private func headEnd() -> Int? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let found = unread.firstRange(of: end) { return found.upperBound }
      guard readMore() else { return nil }
    }
  }

  func write(_ text: String) { write(Array(text.utf8)) }

  /// A client that left ends the connection.
  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while isOpen, !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent > 0 { rest = rest.dropFirst(sent) } else { isOpen = false }
    }
  }

  /// One piece after the other, with a pause after each, until the client leaves.
  func drip(_ pieces: [String]) {
    for piece in pieces where isOpen {
      write(piece)
      usleep(20_000)
    }
  }

  /// Returns when the client has closed the connection, or the server was stopped.
  func waitForEnd() {
    while readMore() {}
    isOpen = false
  }

  /// Ends the connection properly, without having said so.
  func end() { isOpen = false }

  /// Ends it with a reset. The client gets the time to read what was sent, which a reset would overtake.
  func reset() {
    usleep(20_000)
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, Int32(SO_LINGER), &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    isOpen = false
  }

  private func readMore() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let received = recv(socket, &buffer, buffer.count, 0)
    guard received > 0 else {
      isOpen = false
      return false
    }
    unread += buffer[..<received]
    return true
  }
}
