import EvalCore
import Testing

@testable import Models

struct WireUsageTests {
  private static let bodies: [(provider: Provider, body: String, expected: Usage)] = [
    (
      .openAI,
      "{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":4}}}",
      Usage(inputTokens: 9, outputTokens: 3, cachedTokens: 4)
    ),
    (
      .responses, "{\"usage\":{\"input_tokens\":9,\"output_tokens\":3,\"input_tokens_details\":{\"cached_tokens\":0}}}",
      Usage(inputTokens: 9, outputTokens: 3, cachedTokens: 0)
    ),
    (
      .anthropic,
      #"{"usage":{"input_tokens":9,"output_tokens":3,"cache_read_input_tokens":5,"cache_creation_input_tokens":2}}"#,
      Usage(inputTokens: 16, outputTokens: 3, cachedTokens: 5)
    ),
    (
      .gemini,
      #"{"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":3,"thoughtsTokenCount":4,"#
        + #""cachedContentTokenCount":1}}"#, Usage(inputTokens: 9, outputTokens: 7, cachedTokens: 1, reasoningTokens: 4)
    ),
    (
      .anthropic,
      "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n"
        + "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":8}}\n\n",
      Usage(inputTokens: 9, outputTokens: 8)
    ),
    (
      .openAI,
      "data: {\"choices\":[]}\n\ndata: {\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n",
      Usage(inputTokens: 9, outputTokens: 3)
    ),
    (
      .responses,
      "data: {\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":3}}}\n\n",
      Usage(inputTokens: 9, outputTokens: 3)
    ),
    (
      .gemini,
      "[{\"usageMetadata\":{\"promptTokenCount\":9}},{\"usageMetadata\":{\"promptTokenCount\":9,"
        + "\"candidatesTokenCount\":3}}]", Usage(inputTokens: 9, outputTokens: 3)
    ),
    (.ollama, #"{"prompt_eval_count":9,"eval_count":3}"#, Usage(inputTokens: 9, outputTokens: 3)),
    (
      .ollama, "{\"done\":false}\n{\"done\":true,\"prompt_eval_count\":9,\"eval_count\":3}\n",
      Usage(inputTokens: 9, outputTokens: 3)
    ),
    // LiteLLM, which says twice what Anthropic's cache gave, and Google's search.
    (
      .openAI, #"{"usage":{"prompt_tokens":9,"completion_tokens":3,"cache_read_input_tokens":5}}"#,
      Usage(inputTokens: 9, outputTokens: 3)
    ),
    (
      .gemini, #"{"usageMetadata":{"promptTokenCount":9,"toolUsePromptTokenCount":5,"candidatesTokenCount":3}}"#,
      Usage(inputTokens: 14, outputTokens: 3)
    ),
    (.openAI, "{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":1e300}}", Usage()),
    (.openAI, "{\"usage\":7}", Usage()), (.openAI, "no JSON, no usage", Usage()), (.openAI, "", Usage()),
  ]

  @Test(arguments: bodies)
  func readsWhatEachAPICounts(provider: Provider, body: String, expected: Usage) {
    #expect(WireUsage(Array(body.utf8), provider.dialect(at: EndpointAccess(baseURL: "")).usage).usage == expected)
  }
}
