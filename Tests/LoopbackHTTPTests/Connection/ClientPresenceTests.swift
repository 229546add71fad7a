import TestSupport
import Testing

@testable import LoopbackHTTP

@Suite(.timeLimit(.minutes(1)))
struct ClientPresenceTests {
  @Test func cancelsAHandlerWhoseClientLeaves() async throws {
    let (began, cancelled) = (Latch(), Latch())
    let server = try await LoopbackServer.start { _ in
      began.open()
      await Latch().waitUnlessCancelled()
      if Task.isCancelled { cancelled.open() }
      return LoopbackResponse()
    }
    let port = server.port
    let client = try await onThread {
      let client = Handed(try RawClient(port: port))
      try client.value.send("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab")
      return client
    }
    await began.wait()
    client.value.hangUp()
    await cancelled.wait()
    await server.stop()
  }

  @Test func cancelsAStreamWhoseClientLeaves() async throws {
    let cancelled = Latch()
    let server = try await LoopbackServer.start { _ in
      LoopbackResponse(
        body: .stream { stream in
          try await stream.write("first")
          await Latch().waitUnlessCancelled()
          await #expect(throws: CancellationError.self) { try await stream.write("second") }
          cancelled.open()
        })
    }
    let port = server.port
    let client = try await onThread {
      let client = Handed(try RawClient(port: port))
      try client.value.send("GET / HTTP/1.1\r\n\r\n")
      _ = try client.value.read(through: "first\r\n")
      return client
    }
    client.value.hangUp()
    await cancelled.wait()
    await server.stop()
  }

  @Test func aWriterThatNeverAsksIsStoppedByItsWrites() async throws {
    let ended = Latch()
    let server = try await LoopbackServer.start { _ in
      LoopbackResponse(
        body: .stream { stream in
          defer { ended.open() }
          while true { try await stream.write([UInt8](repeating: 0x61, count: 100_000)) }
        })
    }
    let port = server.port
    try await onThread {
      let client = try RawClient(port: port)
      try client.send("GET / HTTP/1.1\r\n\r\n")
      _ = try client.read(through: "aaaa")
    }
    await ended.wait()
    await server.stop()
  }

  @Test func aStreamOfElementsArrivesChunkByChunk() async throws {
    let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
    let server = try await LoopbackServer.start { _ in LoopbackResponse(chunks: chunks) }
    let port = server.port
    let client = try await onThread {
      let client = Handed(try RawClient(port: port))
      try client.value.send("GET / HTTP/1.1\r\n\r\n")
      _ = try client.value.read(through: "\r\n\r\n")
      return client
    }
    for text in ["one", "two"] {
      source.yield([])
      source.yield(Array(text.utf8))
      #expect(try await onThread { try client.value.chunk() } == text)
    }
    source.finish()
    #expect(try await onThread { try client.value.chunk() } == "")
    let next = try await onThread {
      try client.value.send("GET / HTTP/1.1\r\n\r\n")
      return try client.value.reply()
    }
    #expect(next.isWhole && next.body.isEmpty)
    await server.stop()
  }

  @Test func aStreamThatThrowsIsCutOff() async throws {
    struct Broken: Error {}
    let reply = try await exchange(handler: { _ in
      LoopbackResponse(
        body: .stream { stream in
          try await stream.write("half")
          throw Broken()
        })
    }) { client in
      try client.send("GET / HTTP/1.1\r\n\r\n")
      return try client.reply()
    }
    #expect(reply.body == "half")
    #expect(!reply.isWhole)
  }
}
