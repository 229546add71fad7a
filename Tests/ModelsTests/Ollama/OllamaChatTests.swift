import EvalCore
import Testing

@testable import Models

struct OllamaChatTests {
  @Test func saysWhatToDoWhereAModelTakesNoTools() throws {
    let words = ErrorWords(try ProviderFixture(.ollama).bytes("400-no-tools.response.json"), Redactor(keys: [:]))
    guard case .failure(let failure) = ErrorAnswer(status: 400, words).resolve(askedWith: nil) else {
      Testing.Issue.record("expected a failure")
      return
    }
    #expect(
      failure.message
        == "registry.ollama.ai/library/gemma:2b does not support tools; the model was not shown the tools: "
        + "choose a model that takes tools, or start its server with tool calls enabled")
    #expect(failure.stopsRun)
  }
}
