import TestSupport
import Testing

@testable import LoopbackHTTP

@Suite(.timeLimit(.minutes(1)))
struct StoppingTests {
  @Test func endsAnOpenStreamProperlyAfterItsLastWords() async throws {
    let server = try await LoopbackServer.start(limits: patient) { _ in
      LoopbackResponse(
        body: .stream { stream in
          try await stream.write("first")
          await Latch().waitUnlessCancelled()
          try await stream.write("last")
          throw CancellationError()
        })
    }
    let port = server.port
    let (client, head) = try await onThread {
      let client = Handed(try RawClient(port: port))
      try client.value.send("GET / HTTP/1.1\r\n\r\n")
      return (client, try client.value.read(through: "5\r\nfirst\r\n") ?? "")
    }
    #expect(head.contains("transfer-encoding: chunked"))
    await server.stop()
    let rest = try await onThread { [try client.value.chunk(), try client.value.chunk()] }
    #expect(rest == ["last", ""])
    #expect(try await onThread { try client.value.readsEnd() })
  }

  @Test func letsAHandlerFinishItsAnswer() async throws {
    let (began, mayEnd) = (Latch(), Latch())
    let server = try await LoopbackServer.start(limits: patient) { _ in
      began.open()
      await mayEnd.waitUnlessCancelled()
      return LoopbackResponse(text: Task.isCancelled ? "cancelled" : "finished")
    }
    let port = server.port
    async let reply = onThread { try get(port) }
    await began.wait()
    async let stopped: Void = server.stop()
    mayEnd.open()
    #expect(try await reply.body == "finished")
    await stopped
  }

  @Test func cancelsAHandlerThatTakesLongerThanItsGrace() async throws {
    var limits = LoopbackLimits()
    limits.grace = .milliseconds(50)
    let (began, cancelled) = (Latch(), Latch())
    let server = try await LoopbackServer.start(limits: limits) { _ in
      began.open()
      await Latch().waitUnlessCancelled()
      if Task.isCancelled { cancelled.open() }
      return LoopbackResponse()
    }
    let port = server.port
    async let reply = onThread { try? get(port) }
    await began.wait()
    await server.stop()
    await cancelled.wait()
    #expect(try await reply == nil)
  }

  @Test func returnsThoughAHandlerIgnoresItsCancellation() async throws {
    var limits = LoopbackLimits()
    limits.grace = .milliseconds(50)
    let (began, mayEnd) = (Latch(), Latch())
    let server = try await LoopbackServer.start(limits: limits) { _ in
      began.open()
      await Task { await mayEnd.waitUnlessCancelled() }.value
      return LoopbackResponse()
    }
    let port = server.port
    async let reply = onThread { try? get(port) }
    await began.wait()
    await server.stop()
    #expect(try await reply == nil)
    mayEnd.open()
  }

  @Test func returnsThoughAClientDoesNotReadItsStream() async throws {
    var limits = LoopbackLimits()
    limits.grace = .milliseconds(50)
    let (isFull, ended) = (Latch(), Latch())
    let server = try await LoopbackServer.start(limits: limits) { _ in
      LoopbackResponse(
        body: .stream { stream in
          defer { ended.open() }
          isFull.open()
          while true { try await stream.write([UInt8](repeating: 0x61, count: 16 << 20)) }
        })
    }
    let port = server.port
    let client = try await onThread {
      let client = Handed(try RawClient(port: port))
      try client.value.send("GET / HTTP/1.1\r\n\r\n")
      return client
    }
    await isFull.wait()
    await server.stop()
    await ended.wait()
    withExtendedLifetime(client) {}
  }

  @Test func closesIdleConnectionsAndMayBeCalledByMany() async throws {
    let server = try await LoopbackServer.start(limits: patient) { _ in LoopbackResponse() }
    let port = server.port
    let client = try await onThread {
      let client = Handed(try RawClient(port: port))
      try client.value.send("GET / HTTP/1.1\r\n\r\n")
      _ = try client.value.reply()
      return client
    }
    await withTaskGroup { group in
      for _ in 0..<5 { group.addTask { await server.stop() } }
    }
    await server.stop()
    #expect(try await onThread { try client.value.readsEnd() })
  }

  /// A grace that the time limit of the suite would notice.
  private var patient: LoopbackLimits {
    var limits = LoopbackLimits()
    limits.grace = .seconds(120)
    return limits
  }
}

/// Carries a client from one thread to the next; only one uses it at a time.
struct Handed<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
