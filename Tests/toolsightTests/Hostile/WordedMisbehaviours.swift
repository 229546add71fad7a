import Models

/// What is said in the provider's own words.
extension Repertoire {
  /// Errors in HTTP that can be read.
  var refusals: [Misbehaviour] {
    [
      ("429", "429 Too Many Requests", [], "rate_limited"),
      ("429 with Retry-After", "429 Too Many Requests", ["Retry-After: 0"], "rate_limited"),
      ("429 with a date", "429 Too Many Requests", ["Retry-After: Wed, 18 Nov 2020 05:20:10 GMT"], "rate_limited"),
      ("429 with nonsense", "429 Too Many Requests", ["Retry-After: soon", "retry-after-ms: nan"], "rate_limited"),
      ("503", "503 Service Unavailable", [], "overloaded"), ("529", "529 Overloaded", [], "overloaded"),
      ("408", "408 Request Timeout", [], "timeout"), ("400", "400 Bad Request", [], "bad_request"),
      ("413", "413 Content Too Large", [], "context_length"), ("599", "599 Unheard Of", [], "server"),
    ].map { name, status, headers, kind in
      one(name, .failure(kind), HTTP.message(error(status), status, headers: headers))
    } + [
      one(
        "500 in HTML", .failure("server"), HTTP.message(HTTP.html, "500 Internal Server Error", type: "text/html")),
      one("502 in HTML", .failure("server"), HTTP.message(HTTP.html, "502 Bad Gateway", type: "text/html")),
      // Ollama's has no field for it, and words decide nothing.
      one(
        "429 inside a success", .failure(provider == .ollama ? "server" : "rate_limited"),
        HTTP.message(say.error(429, "too many requests"))),
      one("500 that says the key", .failure("server")) { peer, request in
        let key =
          request.head.firstMatch(of: #/(?i)(?:authorization|x-api-key|x-goog-api-key): *([^\r]*)/#).map {
            String($0.1)
          } ?? "none"
        peer.write(
          HTTP.message(
            say.error(500, "the key \(key) broke it"), "500 Internal Server Error", headers: ["X-Key: \(key)"]))
      },
    ]
  }

  /// The error that goes with a status line.
  private func error(_ line: String) -> String { say.error(Int(line.prefix(3)) ?? 500, "no") }

  /// Answers that are a model's, however odd.
  var strangeCalls: [Misbehaviour] {
    let stray = provider == .openAI || provider == .ollama ? "unknown_tool" : "missing_call"
    let said: [(String, Said, String)] = [
      ("id null", Said(calls: [Said.Call(id: "null")]), "correct"),
      ("id empty", Said(calls: [Said.Call(id: #""""#)]), "correct"),
      ("id a number", Said(calls: [Said.Call(id: "7")]), "correct"),
      ("id twice", Said(calls: [Said.Call(), Said.Call()]), "extra_call"),
      ("call without a function", Said(strays: [say.emptyCall]), "unknown_tool"),
      ("call that is no object", Said(strays: ["7"]), stray),
      ("text with a zero byte", Said(text: #"a\u0000b"#), "missing_call"),
      ("cut by its length", Said(text: "I wou", ending: .length), "truncated"),
      ("unknown finish", Said(calls: [Said.Call()], ending: .unknown), "correct"),
    ]
    return (said + brokenArguments.map { ($0, Said(calls: [Said.Call(brokenArguments: $1)]), $2) }).map {
      one($0, .outcome($2), HTTP.message(say.answer($1)))
    } + [
      one(
        "unparsable by its own server", .outcome("malformed_call"),
        HTTP.message(say.error(500, "Failed to parse tool call at pos 3"), "500 Internal Server Error"))
    ]
  }

  /// Where some APIs have text and others an object, all are read that get either.
  private var brokenArguments: [(String, String, String)] {
    [
      ("arguments an object", #"{"query":"login"}"#, "correct"),
      ("arguments a text", #""{\"query\":\"login\"}""#, "correct"), ("arguments empty", #""""#, "bad_args"),
      ("arguments null", "null", "bad_args"), ("arguments a list", #""[1]""#, "malformed_call"),
      ("arguments a bare list", "[1]", "malformed_call"), ("arguments a number", "7", "malformed_call"),
      ("arguments cut off", #""{\"query\":\"log""#, "malformed_call"),
      ("arguments with a key twice", #""{\"query\":\"login\",\"query\":\"x\"}""#, "malformed_call"),
      ("arguments with half a character", #""{\"query\":\"\\ud83d\"}""#, "bad_args"),
      ("arguments with a zero byte", #""{\"query\":\"login\\u0000\"}""#, "correct"),
      ("arguments of a megabyte", #""{\"query\":\"login\#(String(repeating: "x", count: 1 << 20))\"}""#, "correct"),
    ]
  }

  /// Whole HTTP messages that are no answer.
  var brokenAnswers: [Misbehaviour] {
    let call = call
    return [
      ("JSON cut off", String(call.dropLast(20))), ("nothing", ""), ("null", "null"), ("a number", "7"),
      ("an empty object", "{}"), ("an empty list", "[]"), ("HTML", HTTP.html),
      ("deep nesting", String(repeating: "[", count: 100_000)), ("two answers", call + call),
    ].map { one($0, .failure("protocol"), HTTP.message($1)) } + [
      one("204", .failure("protocol"), "HTTP/1.1 204 No Content\r\n\r\n")
    ]
  }

  /// Bytes and JSON that are wrong and can be read all the same: a model's own, whoever wrote them down.
  var oddAnswers: [Misbehaviour] {
    let half = Said.Call(brokenArguments: #"{"query":"\ud83d"}"#)
    let twice = Said.Call(brokenArguments: #"{"query":"login","query":"x"}"#)
    return [
      ("half a character in the body", Said(text: #"\ud83d"#), "missing_call"),
      ("half a character in an object", Said(calls: [half]), "bad_args"),
      ("a key twice in an object", Said(calls: [twice]), "malformed_call"),
    ].map { one($0, .outcome($2), HTTP.message(say.answer($1))) } + [
      one("no UTF-8", .outcome("missing_call")) { [answer = say.answer(Said(text: "~"))] peer, _ in
        let bytes = Array(answer.utf8).map { $0 == UInt8(ascii: "~") ? 0xFF : $0 }
        peer.write(HTTP.head(["Content-Length: \(bytes.count)"]))
        peer.write(bytes)
      }
    ]
  }

  /// Streams, asked for or not, that do not end as they should.
  var brokenEvents: [Misbehaviour] {
    let begun = say.events(.call).dropLast().joined()
    let cut = say.events(Said(calls: [Said.Call(arguments: #"{"query":"log"#)])).joined()
    // Where arguments are text, a model wrote them; where they are an object, its server did.
    let writes = provider != .gemini && provider != .ollama
    return [
      ("events", say.events(.call).joined(), .outcome("correct")), ("events cut off", begun, .failure("protocol")),
      ("an event cut off", begun + say.event(#"{"a":[{"in"#), .failure("protocol")),
      ("events of nothing", "", .failure("protocol")),
      ("arguments cut off in events", cut, writes ? .outcome("malformed_call") : .failure("protocol")),
      (
        "error in events", begun + say.errorEvent(529, "Overloaded"),
        // OpenAI has no code for it, and Ollama has no codes.
        .failure([.responses, .ollama].contains(provider) ? "server" : "overloaded")
      ),
    ].map { one($0, $2, HTTP.message($1, type: say.streamType)) } + [
      one("events that are not", .failure("protocol"), HTTP.message(call, type: "text/event-stream"))
    ]
  }
}
