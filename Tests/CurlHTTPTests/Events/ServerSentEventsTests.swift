import CurlHTTP
import Testing

struct ServerSentEventsTests {
  /// Each event as `type|data|id`, with LF shown as `/`.
  private func events(_ pieces: [[UInt8]], limit: Int = 1_000) throws -> [String] {
    var parser = ServerSentEvents(eventLimit: limit)
    return try pieces.flatMap { try parser.read($0) }.map {
      "\($0.event)|\($0.data.replacing("\n", with: "/"))|\($0.id ?? "-")"
    }
  }

  private static let streams: [(text: String, events: [String])] = [
    ("data: a\n\n", ["message|a|-"]),
    ("data:a\r\n\r\ndata:  b\r\rdata\n\n", ["message|a|-", "message| b|-", "message||-"]),
    ("event: add\ndata: 1\ndata: 2\ndata:\n\n", ["add|1/2/|-"]),
    (": comment\n:\n\ndata: x\nfoo: bar\nDATA: no\n\n", ["message|x|-"]),
    ("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n", ["message|a|-"]),
    ("id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", ["message|a|1", "message|b|1", "message|c|-"]),
    ("id: a\u{0}b\ndata: a\n\n", ["message|a|-"]),
    ("event: x\n\ndata: a\n\n", ["message|a|-"]),
    ("data: ä€😀\n\n", ["message|ä€😀|-"]),
    ("data: a:b: c\n\n", ["message|a:b: c|-"]),
    ("data: a\n\ndata: unfinished\n", ["message|a|-"]),
    ("\n\n\r\n\r", []),
    ("data\n\ndata\ndata\n\ndata:", ["message||-", "message|/|-"]),
  ]

  @Test(arguments: streams)
  func readsAStreamInOnePiece(text: String, expected: [String]) throws {
    #expect(try events([Array(text.utf8)]) == expected)
  }

  @Test(arguments: streams, [1, 2, 3])
  func readsAStreamInAnyPieces(stream: (text: String, events: [String]), size: Int) throws {
    let bytes = Array(stream.text.utf8)
    let pieces = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    #expect(try events(pieces.flatMap { [$0, []] }) == stream.events)
  }

  @Test func brokenUTF8IsReplaced() throws {
    #expect(try events([Array("data: a".utf8) + [0xFF, 0x0A, 0x0A]]) == ["message|a\u{FFFD}|-"])
  }

  @Test func keepsTheLastIDAndTheRetryForAReconnection() throws {
    var parser = ServerSentEvents()
    _ = try parser.read(Array("retry: 1500\nid: 7\n\nretry: x\nretry: 99999999999999999999\nretry:\n\n".utf8))
    #expect(parser.retryMilliseconds == 1_500)
    #expect(parser.lastEventID == "7")
  }

  @Test(arguments: [("", false), ("data: a\n\n", false), (": c\n", false), ("data: a\n", true), ("da", true)])
  func knowsWhetherItWasCutOff(text: String, isInside: Bool) throws {
    var parser = ServerSentEvents()
    _ = try parser.read(Array(text.utf8))
    #expect(parser.isInsideEvent == isInside)
  }

  @Test(arguments: [
    ["data: 123456789"], ["data: 1\n", "data: 2\n", "data: 3\n", "data: 4567\n"], [":", "comment without an end"],
    ["event: 1234567890"],
  ])
  func refusesAnEventAboveTheLimit(pieces: [String]) throws {
    #expect(throws: ServerSentEvents.EventTooLarge.self) { try events(pieces.map { Array($0.utf8) }, limit: 12) }
  }

  @Test func theLimitIsForEachEvent() throws {
    let text = String(repeating: "data: 123456\n\n", count: 100)
    #expect(try events([Array(text.utf8)], limit: 12).count == 100)
  }
}
