import EvalCore
import Testing

@testable import Models

struct WireUsageTests {
  private static let bodies: [(body: String, expected: Usage)] = [
    (
      "{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":4}}}",
      Usage(inputTokens: 9, outputTokens: 3, cachedTokens: 4)
    ),
    (
      "{\"usage\":{\"input_tokens\":9,\"output_tokens\":3,\"input_tokens_details\":{\"cached_tokens\":0}}}",
      Usage(inputTokens: 9, outputTokens: 3, cachedTokens: 0)
    ),
    (
      #"{"usage":{"input_tokens":9,"output_tokens":3,"cache_read_input_tokens":5,"cache_creation_input_tokens":2}}"#,
      Usage(inputTokens: 16, outputTokens: 3, cachedTokens: 5)
    ),
    (
      #"{"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":3,"thoughtsTokenCount":4,"#
        + #""cachedContentTokenCount":1}}"#, Usage(inputTokens: 9, outputTokens: 7, cachedTokens: 1)
    ),
    (
      "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n"
        + "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":8}}\n\n",
      Usage(inputTokens: 9, outputTokens: 8)
    ),
    (
      "data: {\"choices\":[]}\n\ndata: {\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n",
      Usage(inputTokens: 9, outputTokens: 3)
    ),
    (
      "data: {\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":3}}}\n\n",
      Usage(inputTokens: 9, outputTokens: 3)
    ),
    (
      "[{\"usageMetadata\":{\"promptTokenCount\":9}},{\"usageMetadata\":{\"promptTokenCount\":9,"
        + "\"candidatesTokenCount\":3}}]", Usage(inputTokens: 9, outputTokens: 3)
    ),
    (#"{"prompt_eval_count":9,"eval_count":3}"#, Usage(inputTokens: 9, outputTokens: 3)),
    (
      "{\"done\":false}\n{\"done\":true,\"prompt_eval_count\":9,\"eval_count\":3}\n",
      Usage(inputTokens: 9, outputTokens: 3)
    ),
    ("{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":1e300}}", Usage()),
    ("{\"usage\":7}", Usage()), ("no JSON, no usage", Usage()), ("", Usage()),
  ]

  @Test(arguments: bodies)
  func readsWhatEachApiCounts(body: String, expected: Usage) {
    #expect(WireUsage(Array(body.utf8)).usage == expected)
  }
}
