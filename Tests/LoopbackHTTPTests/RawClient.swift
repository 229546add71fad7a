import Foundation
import Testing

/// A client that says exactly the bytes it is given; HTTP libraries are too well-behaved to test limits with.
/// Its calls block, so they belong on a thread of their own (`onThread`).
final class RawClient {
  private let socket: Int32
  private var unread: [UInt8] = []

  struct Failure: Error, CustomStringConvertible {
    let description: String
    /// Of the system.
    var code: Int32?
  }

  struct Reply: Equatable {
    var status: Int
    var headers: [String: String]
    var body: String
    /// Whether the body came to the end that its framing promised.
    var isWhole = true
  }

  init(port: Int) throws {
    #if canImport(Glibc)
      socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Foundation.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure(description: "expected a connection, errno \(errno)") }
  }

  deinit { close(socket) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(description: "expected to send, errno \(errno)") }
      sent += count
    }
  }

  /// Says that nothing more will come, but keeps listening.
  func closeSendingHalf() { shutdown(socket, Int32(SHUT_WR)) }

  /// Leaves for good, as a program that ends does.
  func hangUp() { shutdown(socket, Int32(SHUT_RDWR)) }

  /// False at the end of the stream.
  private func readMore() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(socket, &buffer, buffer.count, 0)
    guard count >= 0 else { throw Failure(description: "expected bytes, errno \(errno)", code: errno) }
    unread += buffer[..<count]
    return count > 0
  }

  /// Up to and with `mark`; nil when the stream ends first.
  func read(through mark: String) throws -> String? {
    let mark = Array(mark.utf8)
    var from = 0
    while true {
      if let end = unread[from...].firstRange(of: mark)?.upperBound {
        defer { unread.removeFirst(end) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      from = max(0, unread.count - mark.count)
      guard try readMore() else { return nil }
    }
  }

  private func read(count: Int) throws -> String? {
    while unread.count < count { guard try readMore() else { return nil } }
    defer { unread.removeFirst(count) }
    return String(decoding: unread[..<count], as: UTF8.self)
  }

  func readsEnd() throws -> Bool { try unread.isEmpty && !readMore() }

  /// Whether the server closes without a word; to what a busy machine sends after that it answers with a reset.
  func isCutOff() throws -> Bool {
    do { return try readsEnd() } catch let failure as Failure where failure.code == ECONNRESET { return true }
  }

  func reply(toHead: Bool = false) throws -> Reply {
    guard let head = try read(through: "\r\n\r\n") else {
      throw Failure(description: "expected a reply, found the end")
    }
    let lines = head.components(separatedBy: "\r\n")
    let status = try #require(lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) }, "\(head)")
    var reply = Reply(status: status, headers: [:], body: "")
    for line in lines.dropFirst() where !line.isEmpty {
      let parts = line.split(separator: ":", maxSplits: 1)
      reply.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    if toHead { return reply }
    if reply.headers["transfer-encoding"] == "chunked" {
      try readChunks(into: &reply)
    } else if let length = reply.headers["content-length"].flatMap({ Int($0) }) {
      let body = try read(count: length)
      reply.body = body ?? ""
      reply.isWhole = body != nil
    }
    return reply
  }

  /// The next chunk of a stream; empty at its proper end, nil where it breaks off.
  func chunk() throws -> String? {
    guard let size = try read(through: "\r\n"), let count = Int(size.dropLast(), radix: 16) else { return nil }
    // CR and LF are one Character.
    return try read(count: count + 2).map { String($0.dropLast()) }
  }

  private func readChunks(into reply: inout Reply) throws {
    while true {
      guard let chunk = try chunk() else {
        reply.isWhole = false
        return
      }
      if chunk.isEmpty { return }
      reply.body += chunk
    }
  }
}
