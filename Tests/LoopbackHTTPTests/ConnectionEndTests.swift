import TestSupport
import Testing

@testable import LoopbackHTTP

@Suite(.timeLimit(.minutes(1)))
struct ConnectionEndTests {
  @Test(arguments: ["", "GET / HTTP/1.1\r\nHo", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"])
  func closesAConnectionOnWhichNothingCame(sent: String) async throws {
    let server = try await LoopbackServer.start(limits: impatient) { _ in LoopbackResponse() }
    let port = server.port
    #expect(try await onThread { try silence(after: sent, port: port) })
    await server.stop()
  }

  @Test func closesAConnectionAfterItsLastAnswer() async throws {
    let server = try await LoopbackServer.start(limits: impatient) { _ in LoopbackResponse(text: "answer") }
    let port = server.port
    let (body, ends) = try await onThread {
      let client = try RawClient(port: port)
      try client.send("GET / HTTP/1.1\r\n\r\n")
      return (try client.reply().body, try client.readsEnd())
    }
    #expect(body == "answer")
    #expect(ends)
    await server.stop()
  }

  @Test func letsAHandlerThinkForLonger() async throws {
    let mayEnd = Latch()
    let server = try await LoopbackServer.start(limits: impatient) { _ in
      await mayEnd.waitUnlessCancelled()
      return LoopbackResponse(text: Task.isCancelled ? "cancelled" : "finished")
    }
    let port = server.port
    let client = try await onThread {
      let client = Handed(try RawClient(port: port))
      try client.value.send("GET / HTTP/1.1\r\n\r\n")
      return client
    }
    // Connections that were opened later have been silent for too long before the handler may go on.
    for _ in 0..<3 { #expect(try await onThread { try silence(after: "", port: port) }) }
    mayEnd.open()
    #expect(try await onThread { try client.value.reply().body } == "finished")
    await server.stop()
  }

  private var impatient: LoopbackLimits {
    var limits = LoopbackLimits()
    limits.idle = .milliseconds(50)
    return limits
  }
}

/// Whether the server ends the connection when nothing follows `sent`.
private func silence(after sent: String, port: Int) throws -> Bool {
  let client = try RawClient(port: port)
  try client.send(sent)
  return try client.readsEnd()
}
