import Models

/// What only one provider's API has words for.
extension Repertoire {
  var own: [Misbehaviour] {
    switch provider {
    case .openAI: filtered + filteredByCode + chat
    case .responses: filtered + filteredByCode + responses
    case .anthropic: filtered + anthropic
    case .gemini: filtered + gemini
    case .ollama: ollama
    default: []
    }
  }

  private var filtered: [Misbehaviour] {
    let answer = say.answer(Said(ending: .filtered))
    let events = say.events(Said(ending: .filtered)).joined()
    return [
      one("filtered", .outcome("refused"), HTTP.message(answer)),
      one("filtered in events", .outcome("refused"), HTTP.message(events, type: say.streamType)),
    ]
  }

  private var filteredByCode: [Misbehaviour] {
    let error = say.error(400, "no", code: "content_filter")
    return [one("filtered by status", .outcome("refused"), HTTP.message(error, "400 Bad Request"))]
  }

  private var chat: [Misbehaviour] {
    [
      ("no choices", #"{"choices":[]}"#, "protocol"),
      ("message null", #"{"choices":[{"message":null,"finish_reason":"stop"}]}"#, "protocol"),
      ("error in a choice", #"{"choices":[{"error":{"code":502,"message":"gone"}}]}"#, "server"),
    ].map { one($0, .failure($2), HTTP.message($1)) } + [
      one(
        "calls null", .outcome("missing_call"),
        HTTP.message(#"{"choices":[{"message":{"content":"a","tool_calls":null,"function_call":null}}]}"#))
    ]
  }

  private var responses: [Misbehaviour] {
    let say = ResponsesWording()
    let begun = say.events(.call).dropLast().joined()
    return [
      ("failed", say.failed(500, "The model produced an error"), "server"),
      ("failed for its rate", say.failed(429, "Rate limit reached"), "rate_limited"),
      ("output null", #"{"status":"completed","output":null}"#, "protocol"),
      ("still queued", #"{"status":"queued","output":[]}"#, "protocol"),
    ].map { one($0, .failure($2), HTTP.message($1)) }
      + [
        ("failed in events", begun + say.failedEvent(500, "The model produced an error"), "server"),
        ("failed for its rate in events", begun + say.failedEvent(429, "Rate limit reached"), "rate_limited"),
      ].map { one($0, .failure($2), HTTP.message($1, type: say.streamType)) }
  }

  private var anthropic: [Misbehaviour] {
    let begun = say.events(.call).dropLast().joined()
    let error = say.error(400, "Output blocked by content filtering policy")
    return [
      // The API has no code for it, and words are no refusal.
      one("filtered by status", .failure("bad_request"), HTTP.message(error, "400 Bad Request")),
      one("content null", .failure("protocol"), HTTP.message(#"{"type":"message","content":null}"#)),
      one(
        "rate in events", .failure("rate_limited"),
        HTTP.message(begun + say.errorEvent(429, "no"), type: say.streamType)),
      one("overloaded in a success", .failure("overloaded"), HTTP.message(say.error(529, "no"))),
    ]
  }

  private var gemini: [Misbehaviour] {
    let say = GeminiWording()
    return [
      (
        "malformed function call", say.stopped("MALFORMED_FUNCTION_CALL", "print(search(query='login'))"),
        "malformed_call"
      ),
      ("unexpected tool call", say.stopped("UNEXPECTED_TOOL_CALL"), "malformed_call"),
      ("stopped for safety", say.stopped("SAFETY"), "refused"),
      ("stopped for its own words", say.stopped("RECITATION"), "refused"),
      ("prompt blocked", say.blocked("PROHIBITED_CONTENT"), "refused"),
      (
        "calls null",
        #"{"candidates":[{"content":{"parts":[{"text":"a","functionCall":null}]},"finishReason":"STOP"}]}"#,
        "missing_call"
      ),
    ].map { one($0, .outcome($2), HTTP.message($1)) } + [
      one(
        "malformed function call in events", .outcome("malformed_call"),
        HTTP.message(say.event(say.stopped("MALFORMED_FUNCTION_CALL")), type: say.streamType)),
      one("candidate null", .failure("protocol"), HTTP.message(#"{"candidates":[null]}"#)),
    ]
  }

  private var ollama: [Misbehaviour] {
    let busy = #"{"error":"server busy, please try again.  maximum pending requests exceeded"}"#
    let open = say.events(.call)[0]
    return [
      one("message null", .failure("protocol"), HTTP.message(#"{"message":null,"done":true}"#)),
      one(
        "calls null", .outcome("missing_call"),
        HTTP.message(#"{"message":{"content":"a","tool_calls":null},"done":true,"done_reason":"stop"}"#)),
      one("not done", .failure("protocol"), HTTP.message(open)),
      one("busy", .failure("overloaded"), HTTP.message(busy, "503 Service Unavailable")),
      one(
        "unparsable in events", .outcome("malformed_call"),
        HTTP.message(open + say.errorEvent(500, "error parsing tool call: raw='{'"), type: say.streamType)),
    ]
  }
}
