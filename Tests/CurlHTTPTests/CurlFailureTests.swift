import CurlHTTP
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct CurlFailureTests {
  /// What `send` throws when the server does this.
  private func failureOfSend(
    _ change: (inout CurlRequest) -> Void = { _ in }, whenServerDoes script: @escaping @Sendable (Peer) -> Void
  ) async throws -> CurlFailure {
    let server = try ScriptedServer { peer in
      guard peer.readRequest() != nil else { return }
      script(peer)
    }
    defer { server.stop() }
    var request = CurlRequest("POST", server.url + "/v1/chat?key=hidden", headers: [("Authorization", "hidden")])
    request.body = Array("hidden".utf8)
    change(&request)
    let client = CurlClient()
    let sent = request
    let failure = try #require(await failure { try await client.send(sent) })
    #expect(failure.context.contains("'127.0.0.1:\(server.port)/v1/chat'"))
    #expect(!"\(failure)".contains("hidden"))
    #expect(failure.curlCode != nil)
    #expect(failure.curlMessage?.isEmpty == false)
    return failure
  }

  @Test func aServerThatKeepsSilentIsATimeout() async throws {
    let failure = try await failureOfSend {
      $0.timeout = .milliseconds(150)
    } whenServerDoes: {
      $0.waitForEnd()
    }
    #expect(failure.code == .timeout)
    #expect(failure.curlCode == 28)
  }

  @Test func theTimeoutCoversTheBody() async throws {
    let failure = try await failureOfSend {
      $0.timeout = .milliseconds(300)
    } whenServerDoes: { peer in
      peer.write("HTTP/1.1 200 OK\r\n\r\n")
      while peer.write(".") { Thread.sleep(forTimeInterval: 0.02) }
    }
    #expect(failure.code == .timeout)
  }

  @Test func aPortWhereNothingListensIsRefused() async throws {
    let server = try ScriptedServer { _ in }
    defer { server.stop() }
    let url = server.url
    server.stop()
    #expect(await becomesTrue { server.seen.open == 0 })
    let failure = await failure { try await CurlClient().send(CurlRequest(url)) }
    #expect(failure?.code == .refused)
    #expect(failure?.curlCode == 7)
    #expect(
      failure?.description.contains("refused the connection: start the server, or correct the port (curl 7: ") == true)
  }

  /// The label is longer than DNS allows, so nobody is asked.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["http_proxy"] == nil, "http_proxy is set"))
  func aNameWithoutAnAddressIsNoConnectionFailure() async throws {
    let url = "http://\(String(repeating: "a", count: 64)).invalid/"
    let failure = await failure { try await CurlClient().send(CurlRequest(url)) }
    #expect(failure?.code == .nameLookup)
  }

  /// As on a laptop whose network comes back.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["http_proxy"] == nil, "http_proxy is set"))
  func aClientGoesOnAfterLookupsThatFailed() async throws {
    let server = try ScriptedServer { peer in peer.answerAll { _ in answer("back") } }
    defer { server.stop() }
    let client = CurlClient(maxConcurrent: 1)
    let url = "http://\(String(repeating: "a", count: 64)).invalid/"
    for _ in 1...3 {
      let failure = await failure { try await client.send(CurlRequest(url)) }
      #expect(failure?.code == .nameLookup)
    }
    #expect(try await client.send(CurlRequest(server.url)).body == Array("back".utf8))
    await client.shutdown()
  }

  @Test(arguments: [
    ("", CurlFailure.Code.connection),
    ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", .cutOff),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", .cutOff),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", .cutOff),
    ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", .protocolViolation),
    ("SSH-2.0-OpenSSH_9.2\r\n", .protocolViolation),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", .tooLarge),
    ("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 1_001), .tooLarge),
    ("HTTP/1.1 200 OK\r\n" + String(repeating: "X: \(String(repeating: "y", count: 999))\r\n", count: 300), .tooLarge),
  ])
  func anAnswerThatBreaksOffOrIsNoneHasItsCode(answer: String, code: CurlFailure.Code) async throws {
    let failure = try await failureOfSend {
      $0.responseLimit = 1_000
    } whenServerDoes: {
      $0.write(answer)
    }
    #expect(failure.code == code, "\(failure)")
  }

  @Test(arguments: [("", CurlFailure.Code.connection), ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", .cutOff)])
  func aResetIsLostBeforeTheHeadAndCutOffAfterIt(answer: String, code: CurlFailure.Code) async throws {
    let failure = try await failureOfSend { _ in
    } whenServerDoes: { peer in
      peer.write(answer)
      // The reset would overtake bytes that the client has not read.
      Thread.sleep(forTimeInterval: 0.2)
      peer.reset()
    }
    #expect(failure.code == code, "\(failure)")
  }

  @Test func aBodyOfExactlyTheLimitIsTaken() async throws {
    let server = try ScriptedServer { $0.answerAll { _ in answer(String(repeating: "x", count: 1_000)) } }
    defer { server.stop() }
    var request = CurlRequest(server.url)
    request.responseLimit = 1_000
    #expect(try await CurlClient(responseLimit: 10).send(request).body.count == 1_000)
    let url = server.url
    let failure = await failure {
      try await CurlClient(responseLimit: 999).send(CurlRequest(url))
    }
    #expect(failure?.code == .tooLarge)
  }

  @Test func whatGzipUnpacksCountsAgainstTheLimit() async throws {
    // 1,000,000 zeros, packed by gzip into a run of stored and repeated blocks.
    let packed = try gzipOfZeros()
    let failure = try await failureOfSend {
      $0.responseLimit = 900_000
    } whenServerDoes: { peer in
      peer.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
      peer.write(packed)
    }
    #expect(failure.code == .tooLarge)
  }

  /// 1,000,000 zeros by the gzip command: about a kilobyte.
  private func gzipOfZeros() throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "head -c 1000000 /dev/zero | gzip -c"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(bytes.count > 100)
    return Array(bytes)
  }
}
