import Foundation

/// The server's side of one connection.
final class Peer: @unchecked Sendable {
  private let socket: Int32
  private let count: ((inout ScriptedServer.Tally) -> Void) -> Void
  private var unread: [UInt8] = []

  init(_ socket: Int32, count: @escaping ((inout ScriptedServer.Tally) -> Void) -> Void) {
    self.socket = socket
    self.count = count
  }

  /// The next request with its body; nil when the client left.
  func readRequest() -> WireRequest? {
    let end = Array("\r\n\r\n".utf8)
    var headEnd = unread.firstRange(of: end)?.upperBound
    while headEnd == nil {
      guard readMore() else { return nil }
      headEnd = unread.firstRange(of: end)?.upperBound
    }
    guard let headEnd else { return nil }
    let head = String(decoding: unread[..<headEnd], as: UTF8.self)
    let lengthLine = head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
    let length = lengthLine.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    while unread.count < headEnd + length {
      guard readMore() else { return nil }
    }
    let request = WireRequest(head: head, body: Array(unread[headEnd..<(headEnd + length)]))
    unread.removeFirst(headEnd + length)
    count { $0.requests.append(request) }
    return request
  }

  /// Answers every request of the connection.
  func answerAll(_ answer: (WireRequest) -> String) {
    while let request = readRequest() { write(answer(request)) }
  }

  /// False when the client left.
  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  /// False when the client left.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return false }
      count { $0.bytesSent += sent }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// Returns when the client has closed the connection, or the server was stopped.
  func waitForEnd() {
    while readMore() {}
  }

  /// Closes with RST in place of FIN.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  private func readMore() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let received = recv(socket, &buffer, buffer.count, 0)
    guard received > 0 else { return false }
    unread += buffer[..<received]
    return true
  }
}

/// A plain answer with its length.
func answer(_ body: String = "", status: String = "200 OK", headers: [String] = []) -> String {
  (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers + ["", body]).joined(separator: "\r\n")
}
