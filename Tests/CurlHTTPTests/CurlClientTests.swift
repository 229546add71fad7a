import CurlHTTP
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct CurlClientTests {
  @Test func sendsWhatWasGivenAndReturnsWhatCame() async throws {
    let server = try ScriptedServer { peer in
      peer.answerAll { _ in
        answer("ä!", status: "201 Created", headers: ["X-One: 1", "x-two:  two words ", "X-One: 3"])
      }
    }
    defer { server.stop() }
    let client = CurlClient()
    var request = CurlRequest(
      "POST", server.url + "/a/b?c=d#e", headers: [("X-A", "1"), ("X-Empty", ""), ("X-A", "2")])
    request.body = Array("{\"k\":1}".utf8)
    let response = try await client.send(request)
    #expect(response.status == 201)
    #expect(response.body == Array("ä!".utf8))
    #expect(response.headers["x-ONE"] == "1")
    #expect(response.headers.values(of: "X-One") == ["1", "3"])
    #expect(response.headers["X-Two"] == "two words")
    #expect(response.headers["X-Tw"] == nil)
    #expect(response.totalTime >= response.head.timeToFirstByte)
    #expect(response.head.timeToFirstByte > .zero)
    let seen = try #require(server.seen.requests.first)
    #expect(seen.line == "POST /a/b?c=d HTTP/1.1")
    #expect(seen.body == request.body)
    #expect(
      seen.headerLines == [
        "Host: 127.0.0.1:\(server.port)", "Accept: */*", "Accept-Encoding: gzip", "X-A: 1", "X-Empty:", "X-A: 2",
        "Content-Length: 7",
      ])
    await client.shutdown()
  }

  @Test(arguments: [
    ("GET", nil, "GET / HTTP/1.1", false), ("DELETE", nil, "DELETE / HTTP/1.1", false),
    ("POST", nil, "POST / HTTP/1.1", true), ("PUT", [], "PUT / HTTP/1.1", true),
    ("PATCH", [1, 0, 2], "PATCH / HTTP/1.1", true), ("GET", [7], "GET / HTTP/1.1", true),
    ("OPTIONS", nil, "OPTIONS / HTTP/1.1", false),
  ])
  func framesTheBodyOfEachMethod(method: String, body: [UInt8]?, line: String, hasLength: Bool) async throws {
    let server = try ScriptedServer { $0.answerAll { _ in answer("x") } }
    defer { server.stop() }
    let response = try await CurlClient().send(CurlRequest(method, server.url, body: body))
    #expect(response.body == [UInt8(ascii: "x")])
    let seen = try #require(server.seen.requests.first)
    #expect(seen.line == line)
    #expect(seen.body == body ?? [])
    #expect(seen.headerLines.contains { $0.hasPrefix("Content-Length:") } == hasLength)
  }

  @Test func aHEADRequestHasNoBodyAndKeepsTheAnnouncedLength() async throws {
    let server = try ScriptedServer { peer in
      peer.answerAll { _ in "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" }
    }
    defer { server.stop() }
    let response = try await CurlClient().send(CurlRequest("HEAD", server.url))
    #expect(response.headers["content-length"] == "99999999999")
    #expect(response.body.isEmpty)
  }

  @Test func longBodiesTravelWhole() async throws {
    let server = try ScriptedServer { peer in
      while let request = peer.readRequest() {
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(request.body.count)\r\n\r\n")
        peer.write(request.body)
      }
    }
    defer { server.stop() }
    let client = CurlClient()
    for size in [0, 1, 16_384, 65_535, 65_536, 3_000_001] {
      let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let response = try await client.send(CurlRequest("POST", server.url, body: body))
      #expect(response.body == body)
    }
    #expect(server.seen.accepted == 1)
  }

  @Test func passesOverInterimHeadsAndTrailers() async throws {
    let server = try ScriptedServer { peer in
      peer.answerAll { _ in
        "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Late: a\r\n  b\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n"
      }
    }
    defer { server.stop() }
    let response = try await CurlClient().send(CurlRequest(server.url))
    #expect(response.status == 200)
    #expect(response.body == Array("abcde".utf8))
    #expect(response.headers.fields.map(\.name) == ["X-Late", "Transfer-Encoding"])
    #expect(response.headers["X-Late"] == "a  b")
  }

  @Test func aRedirectIsAResponse() async throws {
    let server = try ScriptedServer { $0.answerAll { _ in answer(status: "307 Go", headers: ["Location: /other"]) } }
    defer { server.stop() }
    let response = try await CurlClient().send(CurlRequest("POST", server.url, body: [1]))
    #expect(response.status == 307)
    #expect(response.headers["location"] == "/other")
    #expect(server.seen.requests.count == 1)
  }

  @Test func undoesGzip() async throws {
    // "hello" by gzip, without a time.
    let packed: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 7, 0, 0x86, 0xA6, 0x10, 0x36, 5, 0, 0, 0,
    ]
    let server = try ScriptedServer { peer in
      guard peer.readRequest() != nil else { return }
      peer.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
      peer.write(packed)
    }
    defer { server.stop() }
    let response = try await CurlClient().send(CurlRequest(server.url))
    #expect(String(decoding: response.body, as: UTF8.self) == "hello")
  }

  @Test func keepsConnectionsAndCookiesApart() async throws {
    let server = try ScriptedServer { $0.answerAll { _ in answer("x", headers: ["Set-Cookie: a=b"]) } }
    defer { server.stop() }
    let client = CurlClient()
    for _ in 0..<20 { _ = try await client.send(CurlRequest(server.url)) }
    #expect(server.seen.accepted == 1)
    #expect(server.seen.requests.count == 20)
    #expect(!server.seen.requests.contains { $0.head.lowercased().contains("cookie") })
  }

  @Test func aKeptConnectionThatTheServerClosedIsReplaced() async throws {
    let server = try ScriptedServer { peer in
      if peer.readRequest() != nil { peer.write(answer("x")) }
    }
    defer { server.stop() }
    let client = CurlClient()
    for _ in 0..<5 { #expect(try await client.send(CurlRequest("POST", server.url, body: [1])).status == 200) }
    #expect(server.seen.accepted == 5)
  }

  @Test func aThousandRequestsNeverPassTheGate() async throws {
    let server = try ScriptedServer { peer in
      peer.answerAll { answer(String($0.line.split(separator: "/")[1].prefix { $0.isNumber })) }
    }
    defer { server.stop() }
    let client = CurlClient(maxConcurrent: 64)
    let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 0..<1_000 {
        group.addTask {
          let response = try await client.send(CurlRequest("POST", server.url + "/\(number)", body: [1, 2, 3]))
          return (number, String(decoding: response.body, as: UTF8.self))
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(answers.count == 1_000)
    #expect(answers.allSatisfy { "\($0.key)" == $0.value })
    #expect(server.seen.mostOpen <= 64)
    #expect(server.seen.accepted <= 64)
    #expect(server.seen.requests.count == 1_000)
  }

  @Test func oneHostDoesNotTakeAllTurns() async throws {
    let busy = try ScriptedServer { $0.answerAll { _ in answer("x") } }
    defer { busy.stop() }
    let stuck = try ScriptedServer { peer in
      _ = peer.readRequest()
      peer.waitForEnd()
    }
    defer { stuck.stop() }
    let client = CurlClient(maxConcurrent: 8, maxConcurrentPerHost: 3)
    let waiting = (0..<20).map { _ in
      Task { await failure { try await client.send(CurlRequest(stuck.url)) } }
    }
    #expect(await becomesTrue { stuck.seen.open == 3 })
    for _ in 0..<20 { #expect(try await client.send(CurlRequest(busy.url)).status == 200) }
    #expect(stuck.seen.mostOpen == 3)
    await client.shutdown()
    for task in waiting { #expect(await task.value?.code == .shutDown) }
  }

  @Test func aClientThatNobodyHoldsClosesItsConnections() async throws {
    let server = try ScriptedServer { $0.answerAll { _ in answer("x") } }
    defer { server.stop() }
    var client: CurlClient? = CurlClient()
    _ = try await client?.send(CurlRequest(server.url))
    #expect(server.seen.open == 1)
    weak let watched = client
    client = nil
    #expect(watched == nil)
    #expect(await becomesTrue { server.seen.open == 0 })
  }

  @Test func shutdownEndsWhatRunsAndWhatWaitsAndMayBeRepeated() async throws {
    let server = try ScriptedServer { peer in
      guard let request = peer.readRequest() else { return }
      if request.line.contains("/stream") { peer.write("HTTP/1.1 200 OK\r\n\r\nfirst") }
      peer.waitForEnd()
    }
    defer { server.stop() }
    let client = CurlClient(maxConcurrent: 3)
    let stream = try await client.stream(CurlRequest(server.url + "/stream"))
    let sends = (0..<10).map { _ in
      Task { await failure { try await client.send(CurlRequest(server.url)) } }
    }
    #expect(await becomesTrue { server.seen.requests.count == 3 })
    async let first: Void = client.shutdown()
    async let second: Void = client.shutdown()
    _ = await (first, second)
    await client.shutdown()
    for task in sends { #expect(await task.value?.code == .shutDown) }
    #expect(await failure { try await stream.collect() }?.code == .shutDown)
    #expect(
      await failure { try await client.send(CurlRequest(server.url)) }?.code == .shutDown)
    #expect(
      await failure { try await client.stream(CurlRequest(server.url)) }?.code == .shutDown)
    #expect(await becomesTrue { server.seen.open == 0 })
    #expect(server.seen.accepted == 3)
  }

  @Test func proxyVariablesCountForOtherHostsOnly() async throws {
    await #expect(processExitsWith: .success) {
      let proxy = try ScriptedServer { $0.answerAll { _ in answer("proxy") } }
      defer { proxy.stop() }
      let server = try ScriptedServer { $0.answerAll { _ in answer("server") } }
      defer { server.stop() }
      setenv("http_proxy", proxy.url, 1)
      setenv("no_proxy", "", 1)
      let client = CurlClient()
      let near = try await client.send(CurlRequest(server.url))
      let far = try await client.send(CurlRequest("http://example.invalid/x"))
      try #require(String(decoding: near.body, as: UTF8.self) == "server")
      try #require(String(decoding: far.body, as: UTF8.self) == "proxy")
      try #require(proxy.seen.requests.map(\.line) == ["GET http://example.invalid/x HTTP/1.1"])
    }
  }
}
