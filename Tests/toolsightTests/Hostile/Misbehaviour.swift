import Foundation
import Testing

/// One way in which an endpoint answers strangely or not at all, and what a trial must come to.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
  enum Result: Sendable, Equatable {
    /// The outcome of a trial whose right answer is the call of `search`.
    case outcome(String)
    /// An `infra_error` of this class.
    case failure(String)
  }

  let name: String
  let result: Result
  let act: HostileServer.Act

  var testDescription: String { name }

  private init(_ name: String, _ result: Result, act: @escaping HostileServer.Act) {
    (self.name, self.result, self.act) = (name, result, act)
  }

  /// Always the same bytes, and the connection stays open.
  private init(_ name: String, _ result: Result, _ text: String) {
    self.init(name, result) { peer, _ in peer.write(text) }
  }

  private typealias Say = HostileAnswers

  static let all = strangeHTTP + strangeCalls + refusals + brokenHTTP + brokenAnswers + redirects

  /// For runs: of what slows a run down, because it waits or asks others to wait, one of each is enough; and a run is
  /// stopped where its first answers all are bad requests, so that these are few.
  static let inRuns = all.filter { one in
    ![
      "silence in the body", "slow drip", "slow drip of a head", "429 with Retry-After", "429 with a date",
      "429 with nonsense",
      "429 inside a success", "503", "304", "redirect to another host", "redirect that loses the body",
      "redirect without a place",
    ].contains(one.name)
  }

  /// The right answer in unusual clothes.
  private static let strangeHTTP = [
    Misbehaviour("plain", .outcome("correct"), Say.message(Say.call)),
    Misbehaviour("gzip", .outcome("correct")) { peer, _ in
      let packed = Say.gzip(Say.call)
      peer.write(Say.head(["Content-Encoding: gzip", "Content-Length: \(packed.count)"]))
      peer.write(packed)
    },
    Misbehaviour(
      "chunks with trailers", .outcome("correct"),
      Say.head(["Transfer-Encoding: chunked", "Trailer: X-Sum"])
        + Say.chunked(Say.call, size: 40, trailers: ["X-Sum: 1", "Content-Type: text/html"])),
    Misbehaviour(
      "chunks of one byte", .outcome("correct"),
      Say.head(["Transfer-Encoding: chunked"]) + Say.chunked(Say.call, size: 1)),
    Misbehaviour(
      "interim heads", .outcome("correct"),
      "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + Say.message(Say.call)),
    Misbehaviour("text as type", .outcome("correct"), Say.message(Say.call, type: "text/plain")),
    Misbehaviour("HTML as type", .outcome("correct"), Say.message(Say.call, type: "text/html; charset=latin1")),
    Misbehaviour("no type", .outcome("correct"), Say.message(Say.call, type: nil)),
    Misbehaviour("ended by the connection", .outcome("correct")) { peer, _ in
      peer.write(Say.head(["Connection: close"]) + Say.call)
      peer.end()
    },
    Misbehaviour("kept alive but closed", .outcome("correct")) { peer, _ in
      peer.write(Say.message(Say.call))
      peer.end()
    },
    Misbehaviour("reset when used again", .outcome("correct")) { peer, request in
      if request.number > 1 { peer.reset() } else { peer.write(Say.message(Say.call)) }
    },
    Misbehaviour("slow but in time", .outcome("correct")) { peer, _ in
      peer.drip([
        Say.head(["Content-Length: \(Say.call.utf8.count)"]), String(Say.call.prefix(9)), String(Say.call.dropFirst(9)),
      ])
    },
    Misbehaviour(
      "events that nobody asked for", .outcome("correct"),
      Say.message(Say.events + Say.lastEvents, type: "text/event-stream")),
    Misbehaviour(
      "odd Retry-After on success", .outcome("correct"),
      Say.message(Say.call, headers: ["Retry-After: -1e999", "X: \u{1}"])),
  ]

  /// Answers that are a model's, however odd.
  private static let strangeCalls: [Misbehaviour] =
    [
      ("id null", [Say.call(id: "null")], "correct"), ("id empty", [Say.call(id: #""""#)], "correct"),
      ("id a number", [Say.call(id: "7")], "correct"), ("id twice", [Say.call(), Say.call()], "extra_call"),
      ("arguments an object", [Say.call(arguments: #"{"query":"login"}"#)], "correct"),
      ("arguments empty", [Say.call(arguments: #""""#)], "bad_args"),
      ("arguments null", [Say.call(arguments: "null")], "bad_args"),
      ("arguments a list", [Say.call(arguments: #""[1]""#)], "malformed_call"),
      ("arguments a number", [Say.call(arguments: "7")], "malformed_call"),
      ("arguments cut off", [Say.call(arguments: #""{\"query\":\"log""#)], "malformed_call"),
      (
        "arguments with a key twice", [Say.call(arguments: #""{\"query\":\"login\",\"query\":\"x\"}""#)],
        "malformed_call"
      ),
      ("arguments with half a character", [Say.call(arguments: #""{\"query\":\"\\ud83d\"}""#)], "malformed_call"),
      ("arguments with a zero byte", [Say.call(arguments: #""{\"query\":\"login\\u0000\"}""#)], "correct"),
      (
        "arguments of a megabyte",
        [Say.call(arguments: #""{\"query\":\"login\#(String(repeating: "x", count: 1 << 20))\"}""#)], "correct"
      ),
      ("call without a function", [#"{"id":"call_1","type":"function"}"#], "unknown_tool"),
      ("call that is no object", ["7"], "unknown_tool"),
    ].map { name, calls, outcome in
      Misbehaviour(name, .outcome(outcome), Say.message(Say.completion(calls: calls)))
    } + [
      Misbehaviour(
        "unknown finish", .outcome("correct"), Say.message(Say.completion(calls: [Say.call()], finish: "vibes"))),
      Misbehaviour("text with a zero byte", .outcome("missing_call"), Say.message(Say.completion(text: #"a\u0000b"#))),
      Misbehaviour("filtered", .outcome("refused"), Say.message(Say.completion(text: "", finish: "content_filter"))),
      Misbehaviour(
        "filtered by status", .outcome("refused"),
        Say.message(Say.error("no", code: #""content_filter""#), "400 Bad Request")),
      Misbehaviour(
        "unparsable by its own server", .outcome("malformed_call"),
        Say.message(Say.error("Failed to parse tool call at pos 3"), "500 Internal Server Error")),
    ]

  /// Errors in HTTP that can be read.
  private static let refusals: [Misbehaviour] =
    [
      ("429", "429 Too Many Requests", [], "rate_limited"),
      ("429 with Retry-After", "429 Too Many Requests", ["Retry-After: 0"], "rate_limited"),
      ("429 with a date", "429 Too Many Requests", ["Retry-After: Wed, 18 Nov 2020 05:20:10 GMT"], "rate_limited"),
      ("429 with nonsense", "429 Too Many Requests", ["Retry-After: soon", "retry-after-ms: nan"], "rate_limited"),
      ("503", "503 Service Unavailable", [], "overloaded"), ("529", "529 Overloaded", [], "overloaded"),
      ("408", "408 Request Timeout", [], "timeout"), ("400", "400 Bad Request", [], "bad_request"),
      ("413", "413 Content Too Large", [], "context_length"), ("599", "599 Unheard Of", [], "server"),
    ].map { name, status, headers, kind in
      Misbehaviour(name, .failure(kind), Say.message(Say.error("no"), status, headers: headers))
    } + [
      Misbehaviour(
        "500 in HTML", .failure("server"), Say.message(Say.html, "500 Internal Server Error", type: "text/html")),
      Misbehaviour("502 in HTML", .failure("server"), Say.message(Say.html, "502 Bad Gateway", type: "text/html")),
      Misbehaviour("429 inside a success", .failure("rate_limited"), Say.message(Say.error("slow down", code: "429"))),
      Misbehaviour("500 that says the key", .failure("server")) { peer, request in
        let key = request.head.firstMatch(of: #/(?i)authorization: *([^\r]*)/#).map { String($0.1) } ?? "none"
        peer.write(
          Say.message(Say.error("the key \(key) broke it"), "500 Internal Server Error", headers: ["X-Key: \(key)"]))
      },
    ]

  /// What is no HTTP message, or no whole one.
  private static let brokenHTTP = [
    Misbehaviour("reset before the head", .failure("connection")) { peer, _ in peer.reset() },
    Misbehaviour("closed before the head", .failure("connection")) { peer, _ in peer.end() },
    Misbehaviour("reset in the body", .failure("protocol")) { peer, _ in
      peer.write(Say.head(["Content-Length: 900"]) + Say.call.prefix(50))
      peer.reset()
    },
    Misbehaviour("closed in the body", .failure("protocol")) { peer, _ in
      peer.write(Say.head(["Content-Length: 900"]) + Say.call)
      peer.end()
    },
    Misbehaviour("closed in a chunk", .failure("protocol")) { peer, _ in
      peer.write(Say.head(["Transfer-Encoding: chunked"]) + "ff\r\n" + Say.call.prefix(50))
      peer.end()
    },
    Misbehaviour("closed before the last chunk", .failure("protocol")) { peer, _ in
      peer.write(Say.head(["Transfer-Encoding: chunked"]) + Say.chunked(Say.call, size: 50).dropLast(5))
      peer.end()
    },
    Misbehaviour("a chunk of no size", .failure("protocol"), Say.head(["Transfer-Encoding: chunked"]) + "zz\r\nab"),
    Misbehaviour("silence", .failure("timeout")) { peer, _ in peer.waitForEnd() },
    Misbehaviour("silence in the body", .failure("timeout")) { peer, _ in
      peer.write(Say.head(["Content-Length: 900"]))
      peer.waitForEnd()
    },
    Misbehaviour("slow drip", .failure("timeout")) { peer, _ in
      peer.write(Say.head(["Content-Length: 1000000"]))
      peer.drip(Array(repeating: " ", count: 10_000))
    },
    Misbehaviour("slow drip of a head", .failure("timeout")) { peer, _ in
      peer.write("HTTP/1.1 200 OK\r\n")
      peer.drip(Array(repeating: "X: y\r\n", count: 10_000))
    },
    Misbehaviour(
      "broken gzip", .failure("protocol"), Say.message("no gzip at all", headers: ["Content-Encoding: gzip"])),
    Misbehaviour("cut gzip", .failure("protocol")) { peer, _ in
      let packed = Array(Say.gzip(Say.call).prefix(90))
      peer.write(Say.head(["Content-Encoding: gzip", "Content-Length: \(packed.count)"]))
      peer.write(packed)
    },
    Misbehaviour("50 MB announced", .failure("protocol")) { peer, _ in
      peer.write(Say.head(["Content-Length: 52428800"]) + #"{"choices":[{"message":{"tool_calls":[{"function":"#)
      peer.waitForEnd()
    },
    Misbehaviour("endless head", .failure("protocol")) { peer, _ in
      let line = "X: \(String(repeating: "y", count: 8_000))\r\n"
      peer.write("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 200))
    },
    Misbehaviour("no HTTP", .failure("protocol")) { peer, _ in
      peer.write("SSH-2.0-OpenSSH_9.2\r\n")
      peer.end()
    },
  ]

  /// Whole HTTP messages that are no answer.
  private static let brokenAnswers: [Misbehaviour] =
    [
      ("JSON cut off", String(Say.call.dropLast(20))), ("nothing", ""), ("null", "null"),
      ("no choices", #"{"choices":[]}"#),
      ("message null", #"{"choices":[{"message":null,"finish_reason":"stop"}]}"#), ("HTML", Say.html),
      ("deep nesting", String(repeating: "[", count: 100_000)), ("two answers", Say.call + Say.call),
      ("half a character in the body", Say.completion(text: #"\ud83d"#)),
    ].map { Misbehaviour($0, .failure("protocol"), Say.message($1)) } + [
      Misbehaviour("no UTF-8", .failure("protocol")) { peer, _ in
        let bytes = Array(Say.completion(text: "a").utf8).map { $0 == UInt8(ascii: "a") ? 0xFF : $0 }
        peer.write(Say.head(["Content-Length: \(bytes.count)"]))
        peer.write(bytes)
      },
      Misbehaviour("204", .failure("protocol"), "HTTP/1.1 204 No Content\r\n\r\n"),
      Misbehaviour("events cut off", .failure("protocol"), Say.message(Say.events, type: "text/event-stream")),
      Misbehaviour("events that are not", .failure("protocol"), Say.message(Say.call, type: "text/event-stream")),
      Misbehaviour(
        "an event cut off", .failure("protocol"),
        Say.message(Say.events + #"data: {"choices":[{"in"# + "\n\n", type: "text/event-stream")),
    ]

  private static let redirects = [
    Misbehaviour(
      "redirect to another host", .failure("bad_request"),
      Say.message("", "307 Temporary Redirect", headers: ["Location: http://localhost:9/v1/chat/completions"])),
    Misbehaviour(
      "redirect that loses the body", .failure("bad_request"),
      Say.message("", "302 Found", headers: ["Location: /v2/chat/completions"])),
    Misbehaviour(
      "redirect without a place", .failure("bad_request"), Say.message("", "308 Permanent Redirect")),
    Misbehaviour("304", .failure("bad_request"), "HTTP/1.1 304 Not Modified\r\n\r\n"),
  ]
}
