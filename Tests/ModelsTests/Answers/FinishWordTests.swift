import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct FinishWordTests {
  @Test(
    arguments: [
      ("stop", .stop), ("tool_calls", .stop), ("STOP", .stop), ("MAX_TOKENS", .length), ("length", .length),
      ("MALFORMED_FUNCTION_CALL", .unparsable), ("malformed_function_call", .unparsable),
      ("function_call_filter: MALFORMED_FUNCTION_CALL", .unparsable),
      ("function_call_filter: UNEXPECTED_TOOL_CALL", .unparsable), ("malformed_tool_use", .unparsable),
      ("SAFETY", .refused), ("content_filter", .refused), ("some day", nil), ("", nil),
    ] as [(String, ModelAnswer.Finish?)])
  func knowsTheVendorsWords(word: String, meaning: ModelAnswer.Finish?) {
    #expect(FinishWord.meaning(of: word) == meaning)
  }

  private static let malformed: JSON = "MALFORMED_FUNCTION_CALL"

  @Test(
    arguments: [
      (["finish_reason": "stop", "native_finish_reason": malformed], .unparsable),
      (["finish_reason": "stop", "provider_specific_fields": ["native_finish_reason": malformed]], .unparsable),
      (["finish_reason": .null, "native_finish_reason": malformed], .unparsable),
      (["finish_reason": "function_call_filter: MALFORMED_FUNCTION_CALL"], .unparsable),
      (["finish_reason": malformed], .unparsable),
      (["finish_reason": "stop", "native_finish_reason": "MAX_TOKENS"], .length),
      (["finish_reason": "stop", "native_finish_reason": "SAFETY"], .refused),
      (["finish_reason": "length", "native_finish_reason": "STOP"], .length),
      (["finish_reason": "content_filter", "native_finish_reason": malformed], .refused),
      (["finish_reason": "tool_calls", "native_finish_reason": "tool_use"], .stop),
      (["finish_reason": "stop", "native_finish_reason": "a word of its own"], .stop),
      (["finish_reason": "stop", "native_finish_reason": 7, "provider_specific_fields": .null], .stop),
    ] as [(JSON, ModelAnswer.Finish)])
  func aGatewaysNativeReasonCounts(choice: JSON, finish: ModelAnswer.Finish) throws {
    var whole = choice.objectValue ?? [:]
    whole["message"] = ["content": .null]
    var piece = choice.objectValue ?? [:]
    piece["delta"] = [:]
    let redactor = Redactor(keys: [:])
    #expect(try ChatResponse(whole: ["choices": [.object(whole)]], redactor).wireAnswer().finish == finish)
    #expect(try ChatResponse(events: [["choices": [.object(piece)]]], isClosed: true).wireAnswer().finish == finish)
  }

  /// An endpoint that gave up did not answer, and nothing of it is the model's.
  @Test(
    arguments: [
      ("abort", nil, .server), ("error", nil, .server), ("ERROR", nil, .server), ("timeout", nil, .timeout),
      ("insufficient_system_resource", nil, .overloaded), ("network_error", nil, .server),
      ("stop", "insufficient_system_resource", .overloaded), ("stop", "MISSING_THOUGHT_SIGNATURE", .badRequest),
    ] as [(String, String?, EndpointFailure.Class)])
  func anEndpointsOwnFailureIsNoAnswer(word: String, native: String?, kind: EndpointFailure.Class) {
    var answer = WireAnswer()
    answer.text = "It is"
    #expect {
      try answer.end(word, native: native)
    } throws: { error in
      guard case .failure(let failure)? = error as? ErrorAnswer else { return false }
      return failure.class == kind && failure.message.contains((native ?? word).lowercased())
    }
  }

  // MARK: Answers that say nothing

  private func answer(_ provider: Provider, _ body: String, isStream: Bool) throws -> ModelAnswer.Finish {
    let type = !isStream ? "application/json" : provider == .ollama ? "application/x-ndjson" : "text/event-stream"
    var read = EndpointBody(contentType: type)
    try read.take(Array(body.utf8))
    try read.finish()
    let dialect = provider.dialect(at: EndpointAccess(baseURL: ""))
    return try dialect.answer(in: read, Redactor(keys: [:])).finish
  }

  /// Scored, each would be right wherever no call is expected.
  @Test(
    arguments: [
      (.openAI, "data: [DONE]\n\n", true),
      (
        .openAI, #"data: {"choices":[{"delta":{"role":"assistant"},"finish_reason":null}]}"# + "\n\ndata: [DONE]\n\n",
        true
      ),
      (.openAI, #"data: {"choices":[],"usage":{"prompt_tokens":7}}"# + "\n\ndata: [DONE]\n\n", true),
      (.openAI, #"data: {"object":"error","message":"CUDA out of memory","code":500}"# + "\n\ndata: [DONE]\n\n", true),
      (.openAI, #"data: {"detail":"no room"}"# + "\n\ndata: [DONE]\n\n", true),
      (.openAI, #"data: {"message":"no room","code":500}"# + "\n\ndata: [DONE]\n\n", true),
      (.openAI, #"data: {"text":"no room","error_code":50001}"# + "\n\ndata: [DONE]\n\n", true),
      (
        .openAI,
        #"data: {"choices":[{"delta":{"content":"It"}}]}"# + "\n\n"
          + #"data: {"object":"error","message":"gone"}"# + "\n\ndata: [DONE]\n\n", true
      ),
      (.openAI, #"{"choices":[{"message":{"content":null},"finish_reason":null}]}"#, false),
      (.openAI, #"{"choices":[{"message":{"content":""},"finish_reason":"abort"}]}"#, false),
      (.openAI, #"{"choices":[{"message":{"content":""},"finish_reason":"who knows"}]}"#, false),
      (.openAI, #"{"object":"error","message":"no room"}"#, false),
      (.anthropic, #"{"content":[],"stop_reason":null}"#, false),
      (.anthropic, #"data: {"type":"message_stop"}"# + "\n\n", true),
      (.gemini, #"{"candidates":[{}]}"#, false),
      (.gemini, #"{"candidates":[{"finishReason":"MISSING_THOUGHT_SIGNATURE"}]}"#, false),
      (.gemini, #"{"candidates":[{"finishReason":"OTHER"}]}"#, false),
      (.responses, #"{"output":[]}"#, false),
      (.ollama, #"{"message":{"content":""},"done":true,"done_reason":"unheard of"}"#, false),
    ] as [(Provider, String, Bool)])
  func whatSaysNothingIsNoAnswer(provider: Provider, body: String, isStream: Bool) {
    #expect(throws: ErrorAnswer.self) { try answer(provider, body, isStream: isStream) }
  }

  /// A model may say nothing, where its endpoint says that this was all.
  @Test(
    arguments: [
      (.openAI, #"{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}"#, false),
      (.openAI, #"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n", true),
      (.openAI, #"data: {"choices":[{"delta":{"content":"No."}}]}"# + "\n\ndata: [DONE]\n\n", true),
      (.anthropic, #"{"content":[],"stop_reason":"end_turn"}"#, false),
      (.gemini, #"{"candidates":[{"finishReason":"STOP"}]}"#, false),
      (.responses, #"{"output":[],"status":"completed"}"#, false),
      (.ollama, #"{"message":{"content":""},"done":true}"#, false),
      (.ollama, #"{"message":{"content":""},"done":true,"done_reason":"stop"}"#, false),
    ] as [(Provider, String, Bool)])
  func anEmptyAnswerThatEndedIsOne(provider: Provider, body: String, isStream: Bool) throws {
    #expect(try answer(provider, body, isStream: isStream) == .stop)
  }
}
