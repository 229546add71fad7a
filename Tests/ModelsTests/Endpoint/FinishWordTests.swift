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
    #expect(try ChatResponse(whole: ["choices": [.object(whole)]], redactor).wireAnswer.finish == finish)
    #expect(try ChatResponse(events: [["choices": [.object(piece)]]], isClosed: true).wireAnswer.finish == finish)
  }
}
