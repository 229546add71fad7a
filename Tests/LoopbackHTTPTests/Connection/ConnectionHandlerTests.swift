import TestSupport
import Testing

@testable import LoopbackHTTP

@Suite(.timeLimit(.minutes(1)))
struct ConnectionHandlerTests {
  @Test func keepsTheConnectionForTheNextRequest() async throws {
    let peers = try await exchange(handler: { LoopbackResponse(text: $0.peer) }) { client in
      try (0..<3).map { _ in
        try client.send("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab")
        return try client.reply().body
      }
    }
    #expect(Set(peers).count == 1)
    #expect(peers.first?.hasPrefix("127.0.0.1:") == true)
  }

  @Test func answersPipelinedRequestsInOrder() async throws {
    let bodies = try await exchange(handler: { LoopbackResponse(text: $0.path) }) { client in
      try client.send((0..<20).map { "GET /\($0) HTTP/1.1\r\n\r\n" }.joined())
      return try (0..<20).map { _ in try client.reply().body }
    }
    #expect(bodies == (0..<20).map { "/\($0)" })
  }

  @Test(arguments: ["close", "Close", "keep-alive, close"])
  func closesAfterTheAnswerWhenAsked(connection: String) async throws {
    let (reply, ended) = try await exchange { client in
      try client.send("GET / HTTP/1.1\r\nConnection: \(connection)\r\n\r\n")
      return (try client.reply(), try client.readsEnd())
    }
    #expect(reply.headers["connection"] == "close")
    #expect(ended)
  }

  @Test func closesWhenTheHandlerSaysSo() async throws {
    let ended = try await exchange(handler: { _ in LoopbackResponse(headers: ["connection": "close"], text: "x") }) {
      try $0.send("GET / HTTP/1.1\r\n\r\n")
      return try $0.reply().body == "x" && $0.readsEnd()
    }
    #expect(ended)
  }

  @Test func givesEveryHeaderInOrderWithTheHostFirst() async throws {
    let seen = try await exchange(handler: { request in
      LoopbackResponse(text: request.headers.fields.map { "\($0.name)=\($0.value)" }.joined(separator: ";"))
    }) { client in
      try client.send("GET / HTTP/1.1\r\nX-B: 2\r\nhost: h:1\r\nx-a:  1 \r\nX-B: 3\r\n\r\n")
      return try client.reply().body
    }
    #expect(seen == "Host=h:1;X-B=2;x-a=1;X-B=3")
  }

  @Test func joinsABodySentInChunks() async throws {
    let body = try await exchange(handler: { LoopbackResponse(body: .bytes($0.body)) }) { client in
      try client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
      try client.send("2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n")
      return try client.reply().body
    }
    #expect(body == "abcde")
  }

  @Test func answersAClientThatClosedItsSendingHalf() async throws {
    let reply = try await exchange(handler: { LoopbackResponse(text: "\($0.body.count)") }) { client in
      try client.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")
      client.closeSendingHalf()
      return try client.reply()
    }
    #expect(reply.body == "3")
  }

  @Test func doesNotCallTheHandlerForABodyThatBreaksOff() async throws {
    let replies = try await exchange(handler: { _ in LoopbackResponse(text: "called") }) { client in
      try client.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab")
      client.closeSendingHalf()
      return try client.reply()
    }
    #expect(replies.status == 400)
  }

  @Test(arguments: [false, true]) func aHeadRequestGetsNoBody(isStream: Bool) async throws {
    let (head, next) = try await exchange(handler: { request in
      guard request.method == "HEAD", isStream else { return LoopbackResponse(text: request.method) }
      return LoopbackResponse(body: .stream { try await $0.write("never") })
    }) { client in
      try client.send("HEAD / HTTP/1.1\r\n\r\n")
      let head = try client.reply(toHead: true)
      try client.send("GET / HTTP/1.1\r\n\r\n")
      return (head, try client.reply())
    }
    #expect(head.headers["content-length"] == (isStream ? "0" : "4"))
    #expect(next.body == "GET")
  }

  @Test(arguments: [204, 304]) func aStatusWithoutBodyGetsNone(status: Int) async throws {
    let (first, next) = try await exchange(handler: { request in
      request.path == "/" ? LoopbackResponse(status: status, text: "dropped") : LoopbackResponse(text: "next")
    }) { client in
      try client.send("GET / HTTP/1.1\r\n\r\n")
      let first = try client.reply(toHead: true)
      try client.send("GET /next HTTP/1.1\r\n\r\n")
      return (first, try client.reply())
    }
    #expect(first.status == status)
    #expect(first.headers["content-length"] == nil)
    #expect(next.body == "next")
  }

  @Test(arguments: ["keep-alive", "close"]) func aLargeAnswerArrivesWhole(connection: String) async throws {
    let size = 8 << 20
    let count = try await exchange(handler: { _ in
      LoopbackResponse(body: .bytes([UInt8](repeating: 0x61, count: size)))
    }) { client in
      try client.send("GET / HTTP/1.1\r\nConnection: \(connection)\r\n\r\n")
      if connection == "keep-alive" { client.closeSendingHalf() }
      return try client.reply().body.utf8.count
    }
    #expect(count == size)
  }

  @Test func closesASilentConnection() async throws {
    var limits = LoopbackLimits()
    limits.idle = .milliseconds(50)
    let ended = try await exchange(limits: limits) { client in
      try client.send("GET / HTTP/1.1\r\nX-Unfinished")
      return try client.isCutOff()
    }
    #expect(ended)
  }
}

/// Starts a server, lets one client talk to it, and stops it.
func exchange<Result: Sendable>(
  limits: LoopbackLimits = LoopbackLimits(),
  handler: @escaping LoopbackServer.Handler = { _ in LoopbackResponse(text: "ok") },
  _ talk: @escaping @Sendable (RawClient) throws -> Result
) async throws -> Result {
  let server = try await LoopbackServer.start(limits: limits, handler: handler)
  let port = server.port
  let result = await Swift.Result { try await onThread { try talk(try RawClient(port: port)) } }
  await server.stop()
  return try result.get()
}

extension Result where Failure == any Error {
  fileprivate init(_ work: () async throws -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
