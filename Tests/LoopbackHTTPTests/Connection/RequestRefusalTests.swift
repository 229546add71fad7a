import Testing

@testable import LoopbackHTTP

@Suite(.timeLimit(.minutes(1)))
struct RequestRefusalTests {
  private static let limit = 1000

  @Test(arguments: [("", limit), ("", 0), ("chunked", limit)])
  func takesABodyUpToTheLimit(coding: String, size: Int) async throws {
    let reply = try await post(size, coding: coding)
    #expect(reply.body == "\(size)")
  }

  @Test(arguments: [("", limit + 1), ("", 8 << 20), ("chunked", limit + 1), ("chunked", 8 << 20)])
  func refusesABodyOverTheLimitAndClientsHearOfIt(coding: String, size: Int) async throws {
    let reply = try await post(size, coding: coding)
    #expect(reply.status == 413)
    #expect(reply.headers["connection"] == "close")
    #expect(reply.body == "expected a body of at most \(Self.limit) bytes, found more\n")
  }

  @Test(arguments: ["99999999999999999999", "-1", "1, 1", "abc", "+3"])
  func refusesALengthThatIsNoNumber(length: String) async throws {
    let reply = try await exchange(limits: limits) { client in
      try client.send("POST / HTTP/1.1\r\nContent-Length: \(length)\r\n\r\nabc")
      return try client.reply()
    }
    #expect(reply.status == 400)
  }

  /// Fields that say twice what may be said once, so that two readers of one request may go by different ones.
  @Test(arguments: [
    "Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n", "Host: a\r\nX: 1\r\nHost: a\r\nHost: a\r\n",
    "Host: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n", "Host: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n",
    "Host: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n",
  ])
  func refusesTwoFieldsWhereOneMayStand(fields: String) async throws {
    let reply = try await exchange { client in
      try client.send("POST / HTTP/1.1\r\n\(fields)\r\n")
      return try client.reply()
    }
    #expect(reply.status == 400)
    #expect(reply.headers["connection"] == "close")
  }

  @Test func letsAnExpectingClientContinue() async throws {
    let (first, last) = try await exchange(handler: { LoopbackResponse(body: .bytes($0.body)) }) { client in
      try client.send("POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-Continue\r\n\r\n")
      let first = try client.reply()
      try client.send("abc")
      return (first, try client.reply())
    }
    #expect(first == RawClient.Reply(status: 100, headers: [:], body: ""))
    #expect(last.status == 200)
    #expect(last.body == "abc")
  }

  @Test(arguments: [("100-continue", limit + 1, 413), ("magic", limit, 417)])
  func refusesAnExpectingClientBeforeItSendsItsBody(expectation: String, size: Int, status: Int) async throws {
    let reply = try await exchange(limits: limits) { client in
      try client.send("POST / HTTP/1.1\r\nContent-Length: \(size)\r\nExpect: \(expectation)\r\n\r\n")
      return try client.reply()
    }
    #expect(reply.status == status)
  }

  @Test(arguments: [
    "X-Long: " + String(repeating: "a", count: 3 << 20) + "\r\n",
    String(repeating: "a", count: 70_000) + ": x\r\n",
    String(repeating: "X-Many: 1\r\n", count: 300),
    String(repeating: "X-Sum: " + String(repeating: "a", count: 1000) + "\r\n", count: 100),
  ])
  func refusesHeadersOverTheLimit(headers: String) async throws {
    let reply = try await exchange { client in
      try client.send("GET / HTTP/1.1\r\nHost: x\r\n")
      try client.send(headers + "\r\n")
      return try client.reply()
    }
    #expect(reply.status == 431)
    #expect(reply.body == "expected at most 65536 bytes of headers in 256 fields, found more\n")
  }

  @Test func refusesATargetOverTheLimit() async throws {
    let reply = try await exchange { client in
      try client.send("GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\n\r\n")
      return try client.reply()
    }
    #expect(reply.status == 431)
  }

  @Test func takesHeadersUnderTheLimit() async throws {
    let count = try await exchange(handler: { LoopbackResponse(text: "\($0.headers["x-long"]?.count ?? 0)") }) {
      try $0.send("GET / HTTP/1.1\r\nX-Long: \(String(repeating: "a", count: 60_000))\r\n\r\n")
      return try $0.reply().body
    }
    #expect(count == "60000")
  }

  @Test(arguments: [
    "what is this\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "GET / HTTP/1.1\r\nno colon\r\n\r\n",
    "GET / HTTP/1.1\r\nspace : 1\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}\u{3}\u{3}",
  ])
  func refusesWhatBreaksTheGrammar(bytes: String) async throws {
    let (reply, ended) = try await exchange { client in
      try client.send(bytes)
      return (try client.reply(), try client.readsEnd())
    }
    #expect(reply.status == 400)
    #expect(reply.body.hasPrefix("expected an HTTP/1.1 request, found one that breaks its grammar"))
    #expect(ended)
  }

  @Test func tellsTheClientOfAnAnswerThatCannotBeSent() async throws {
    let reply = try await exchange(handler: { _ in LoopbackResponse(status: 42) }) { client in
      try client.send("GET / HTTP/1.1\r\n\r\n")
      return try client.reply()
    }
    #expect(reply.status == 500)
    #expect(reply.body == "expected the handler to answer with a status from 200 to 599, found 42\n")
  }

  private var limits: LoopbackLimits {
    var limits = LoopbackLimits()
    limits.bodyBytes = Self.limit
    return limits
  }

  /// Sends the whole body before it reads.
  private func post(_ size: Int, coding: String) async throws -> RawClient.Reply {
    try await exchange(limits: limits, handler: { LoopbackResponse(text: "\($0.body.count)") }) { client in
      let body = String(repeating: "a", count: size)
      if coding.isEmpty {
        try client.send("POST / HTTP/1.1\r\nContent-Length: \(size)\r\n\r\n" + body)
      } else {
        let chunk = String(size, radix: 16) + "\r\n" + body + "\r\n"
        try client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n")
      }
      return try client.reply()
    }
  }
}
