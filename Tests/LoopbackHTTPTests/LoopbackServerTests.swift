import Foundation
import TestSupport
import Testing

@testable import LoopbackHTTP

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite(.timeLimit(.minutes(1)))
struct LoopbackServerTests {
  @Test func answersAnOrdinaryClientOnThePortItGives() async throws {
    let server = try await LoopbackServer.start { request in
      LoopbackResponse(
        status: 201, headers: ["X-Seen": "\(request.method) \(request.path) \(request.query ?? "-")"],
        body: .bytes(request.body.reversed()))
    }
    var request = URLRequest(url: try #require(URL(string: server.url + "/a/b?c=d")))
    request.httpMethod = "POST"
    request.httpBody = Data("abc".utf8)
    let (body, response) = try await URLSession.shared.data(for: request)
    let http = try #require(response as? HTTPURLResponse)
    #expect(http.statusCode == 201)
    #expect(http.value(forHTTPHeaderField: "x-seen") == "POST /a/b c=d")
    #expect(String(decoding: body, as: UTF8.self) == "cba")
    #expect(server.url == "http://127.0.0.1:\(server.port)")
    await server.stop()
  }

  @Test func namesThePortThatIsInUse() async throws {
    let server = try await LoopbackServer.start { _ in LoopbackResponse() }
    let error = await #expect(throws: LoopbackError.self) {
      try await LoopbackServer.start(port: server.port) { _ in LoopbackResponse() }
    }
    #expect(error == .portInUse(host: "127.0.0.1", port: server.port))
    #expect(
      error?.description == "port \(server.port) of '127.0.0.1' is in use: stop the program that holds it, "
        + "choose another port, or choose 0 for any free one")
    await server.stop()
  }

  @Test func thePortIsFreeAgainAfterAStop() async throws {
    let first = try await LoopbackServer.start { _ in LoopbackResponse(text: "first") }
    let port = first.port
    #expect(try await onThread { try get(port) }.body == "first")
    await first.stop()
    let second = try await starting(port: port) { _ in LoopbackResponse(text: "second") }
    #expect(try await onThread { try get(port) }.body == "second")
    await second.stop()
    await #expect(throws: RawClient.Failure.self) { try await onThread { try get(port) } }
  }

  @Test func hidesItsSocketsFromProgramsThatAreStarted() async throws {
    let server = try await LoopbackServer.start { _ in LoopbackResponse() }
    let port = server.port
    let hidden = try await onThread {
      let client = try RawClient(port: port)
      try client.send("GET / HTTP/1.1\r\n\r\n")
      _ = try client.reply()
      let own = (0..<Int32(getdtablesize())).filter { localPort($0) == port }
      return own.map { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 }
    }
    // The one that listens and the one that was accepted.
    #expect(hidden == [true, true])
    await server.stop()
  }

  @Test func serves500RequestsAtOnce() async throws {
    let gathering = Gathering(of: 500)
    let server = try await LoopbackServer.start { request in
      await gathering.arrive()
      return LoopbackResponse(text: request.path)
    }
    let port = server.port
    let bodies = try await onThread {
      let clients = try (0..<500).map { _ in try RawClient(port: port) }
      for (index, client) in clients.enumerated() { try client.send("GET /\(index) HTTP/1.1\r\nHost: x\r\n\r\n") }
      return try clients.map { try $0.reply().body }
    }
    #expect(bodies == (0..<500).map { "/\($0)" })
    await server.stop()
  }

  @Test func clientsBeyondTheConnectionLimitWaitForAPlace() async throws {
    var limits = LoopbackLimits()
    limits.connections = 1
    let server = try await LoopbackServer.start(limits: limits) { LoopbackResponse(text: $0.path) }
    let port = server.port
    let bodies = try await onThread {
      var first: RawClient? = try RawClient(port: port)
      try first?.send("GET /first HTTP/1.1\r\n\r\n")
      let second = try RawClient(port: port)
      try second.send("GET /second HTTP/1.1\r\n\r\n")
      let answer = try first?.reply().body
      first = nil
      return [answer, try second.reply().body]
    }
    #expect(bodies == ["/first", "/second"])
    await server.stop()
  }
}

/// One request on a connection of its own.
func get(_ port: Int, _ path: String = "/") throws -> RawClient.Reply {
  let client = try RawClient(port: port)
  try client.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
  return try client.reply()
}

/// Tries again while the port is in use: a program that another test starts has a copy of every socket for a moment.
private func starting(port: Int, handler: @escaping LoopbackServer.Handler) async throws -> LoopbackServer {
  while true {
    do { return try await LoopbackServer.start(port: port, handler: handler) } catch LoopbackError.portInUse {
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}

/// Of an open IPv4 socket; nil for any other descriptor.
private func localPort(_ descriptor: Int32) -> Int? {
  var address = sockaddr_in()
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let result = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
  }
  guard result == 0, address.sin_family == sa_family_t(AF_INET) else { return nil }
  return Int(UInt16(bigEndian: address.sin_port))
}
