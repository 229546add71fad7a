import CurlHTTP
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct CurlStreamTests {
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"

  /// Each byte is the last one of its place.
  private static let block = (0..<65_536).map { UInt8(truncatingIfNeeded: $0) }

  /// A server that sends the head and then zeros until the client leaves or `bytes` are sent.
  private func floodingServer(bytes: Int = .max) throws -> ScriptedServer {
    try ScriptedServer { peer in
      guard peer.readRequest() != nil, peer.write(Self.head) else { return }
      let block = Self.block
      var rest = bytes
      while rest > 0, peer.write(Array(block.prefix(rest))) { rest -= block.count }
    }
  }

  private func unlimited(_ url: String) -> CurlRequest {
    var request = CurlRequest(url)
    request.responseLimit = .max
    return request
  }

  @Test func eachDropArrivesBeforeTheNextIsSent() async throws {
    let mayGoOn = DispatchSemaphore(value: 0)
    let server = try ScriptedServer { peer in
      guard peer.readRequest() != nil, peer.write(Self.head) else { return }
      for number in 0..<20 {
        guard mayGoOn.wait(timeout: .now() + 20) == .success else { return }
        peer.write("\(number);")
      }
    }
    defer { server.stop() }
    let stream = try await CurlClient().stream(CurlRequest(server.url))
    #expect(stream.status == 200)
    #expect(stream.headers["content-type"] == "text/event-stream")
    var text = ""
    var iterator = stream.makeAsyncIterator()
    for number in 0..<20 {
      mayGoOn.signal()
      while !text.hasSuffix("\(number);") {
        text += String(decoding: try #require(try await iterator.next()), as: UTF8.self)
      }
    }
    #expect(try await iterator.next() == nil)
    #expect(try await iterator.next() == nil)
    #expect(text == (0..<20).map { "\($0);" }.joined())
  }

  @Test func aFailedStatusHasABodyToo() async throws {
    let server = try ScriptedServer { $0.answerAll { _ in answer("slow down", status: "429 Too Many") } }
    defer { server.stop() }
    let client = CurlClient()
    let stream = try await client.stream(CurlRequest(server.url))
    #expect(stream.status == 429)
    #expect(try await stream.collect() == Array("slow down".utf8))
    _ = try await client.send(CurlRequest(server.url))
    #expect(server.seen.accepted == 1)
  }

  @Test func theServerWaitsForTheReaderAndNothingIsLost() async throws {
    let total = 48 << 20
    let server = try floodingServer(bytes: total)
    defer { server.stop() }
    let stream = try await CurlClient().stream(unlimited(server.url))
    var iterator = stream.makeAsyncIterator()
    var received = try #require(try await iterator.next())
    // What is sent stands still once the buffers of both kernels are full.
    var sent = -1
    while sent != server.seen.bytesSent {
      sent = server.seen.bytesSent
      try await Task.sleep(for: .milliseconds(300))
    }
    #expect(sent < total / 2)
    var count = 0
    repeat {
      let isInOrder = stride(from: 0, to: received.count, by: 97).allSatisfy { index in
        received[index] == UInt8(truncatingIfNeeded: count + index)
      }
      #expect(isInOrder)
      count += received.count
      received = try await iterator.next() ?? []
    } while !received.isEmpty
    #expect(count == total)
  }

  @Test func aStreamDroppedUnreadIsCancelled() async throws {
    let server = try floodingServer()
    defer { server.stop() }
    let client = CurlClient()
    _ = try await client.stream(unlimited(server.url))
    #expect(await becomesTrue { server.seen.accepted == 1 && server.seen.open == 0 })
  }

  @Test func aPausedStreamWhoseReaderLeftEnds() async throws {
    let server = try floodingServer()
    defer { server.stop() }
    let client = CurlClient(maxConcurrent: 1)
    for round in 1...3 {
      let stream = try await client.stream(unlimited(server.url))
      for try await chunk in stream {
        #expect(!chunk.isEmpty)
        break
      }
      #expect(server.seen.accepted == round)
    }
    #expect(await becomesTrue { server.seen.open == 0 })
  }

  @Test func anIteratorKeepsItsStream() async throws {
    let server = try floodingServer(bytes: 1_000_000)
    defer { server.stop() }
    var count = 0
    for try await chunk in try await CurlClient().stream(unlimited(server.url)) { count += chunk.count }
    #expect(count == 1_000_000)
  }

  @Test func cancellingTheReaderEndsTheTransfer() async throws {
    let server = try ScriptedServer { peer in
      guard peer.readRequest() != nil, peer.write(Self.head + "x") else { return }
      peer.waitForEnd()
    }
    defer { server.stop() }
    let stream = try await CurlClient().stream(CurlRequest(server.url))
    let reader = Task { await failure { try await stream.collect() } }
    #expect(await becomesTrue { server.seen.bytesSent > Self.head.utf8.count })
    reader.cancel()
    #expect(await reader.value?.code == .cancelled)
    #expect(await becomesTrue { server.seen.open == 0 })
  }

  @Test func cancellingBeforeTheHeadEndsTheTransfer() async throws {
    let server = try ScriptedServer { peer in
      _ = peer.readRequest()
      peer.waitForEnd()
    }
    defer { server.stop() }
    let client = CurlClient()
    let url = server.url
    let opening = Task { await failure { try await client.stream(CurlRequest(url)) } }
    #expect(await becomesTrue { server.seen.requests.count == 1 })
    opening.cancel()
    #expect(await opening.value?.code == .cancelled)
    #expect(await becomesTrue { server.seen.open == 0 })
  }

  @Test func silenceBeforeTheHeadIsATimeout() async throws {
    let server = try ScriptedServer { peer in
      _ = peer.readRequest()
      peer.waitForEnd()
    }
    defer { server.stop() }
    var request = CurlRequest(server.url)
    request.idleTimeout = .milliseconds(200)
    let sent = request
    let failure = await failure { try await CurlClient().stream(sent) }
    #expect(failure?.code == .timeout)
  }

  @Test func silenceInTheBodyIsATimeoutHoweverLongTheStream() async throws {
    let server = try ScriptedServer { peer in
      guard peer.readRequest() != nil, peer.write(Self.head) else { return }
      for _ in 0..<15 where peer.write("x") { Thread.sleep(forTimeInterval: 0.1) }
      peer.waitForEnd()
    }
    defer { server.stop() }
    var request = CurlRequest(server.url)
    request.timeout = .milliseconds(1)
    request.idleTimeout = .milliseconds(1_000)
    let stream = try await CurlClient().stream(request)
    var count = 0
    let failure = await failure { for try await chunk in stream { count += chunk.count } }
    #expect(count == 15)
    #expect(failure?.code == .timeout)
    #expect(await becomesTrue { server.seen.open == 0 })
  }

  @Test func aSlowReaderIsNoSilence() async throws {
    let server = try floodingServer(bytes: 32 << 20)
    defer { server.stop() }
    var request = unlimited(server.url)
    request.idleTimeout = .milliseconds(1_500)
    let stream = try await CurlClient().stream(request)
    try await Task.sleep(for: .milliseconds(2_200))
    #expect(try await stream.collect().count == 32 << 20)
  }

  @Test func theLimitCountsTheWholeStreamAndKeepsWhatCameBefore() async throws {
    let server = try floodingServer()
    defer { server.stop() }
    var request = CurlRequest(server.url)
    request.responseLimit = 3_000_000
    let stream = try await CurlClient().stream(request)
    var count = 0
    let failure = await failure { for try await chunk in stream { count += chunk.count } }
    #expect(failure?.code == .tooLarge)
    #expect((2_900_000...3_000_000).contains(count))
    #expect(await becomesTrue { server.seen.open == 0 })
  }

  @Test func aBrokenStreamGivesItsBytesAndThenTheFailure() async throws {
    let server = try ScriptedServer { peer in
      guard peer.readRequest() != nil else { return }
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
    }
    defer { server.stop() }
    let stream = try await CurlClient().stream(CurlRequest(server.url))
    var bytes: [UInt8] = []
    let failure = await failure { for try await chunk in stream { bytes += chunk } }
    #expect(bytes == Array("abc".utf8))
    #expect(failure?.code == .cutOff)
  }
}
