import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct CacheDependenceTests {
  /// Only servers of one's own at temperature 0; the model's own temperature lies over the suite's.
  @Test(
    arguments: [
      ("openai:any@http://127.0.0.1:8080/v1", 0, nil, true), ("ollama:qwen3", 0, nil, true),
      ("openai:any@http://127.0.0.1:8080/v1", nil, nil, false),
      ("openai:any@http://127.0.0.1:8080/v1", 0.7, nil, false),
      ("openai:any@http://127.0.0.1:8080/v1", 0.7, 0, true), ("openai:any@http://127.0.0.1:8080/v1", 0, 0.7, false),
      ("openai:gpt-5-mini", 0, nil, false), ("gemini:g", 0, nil, false),
    ] as [(String, Double?, Double?, Bool)])
  func isKnownBeforeAModelIsAsked(reference: String, suite: Double?, own: Double?, depends: Bool) {
    let sampling = { (temperature: Double?) in
      Requests.sampling { $0.temperature = temperature.map { JSONNumber($0) } }
    }
    let choice = ModelChoice(
      name: "m", reference: ModelReference(reference, origin: .file), sampling: own.map(sampling))
    #expect(choice.card(sampling(suite)).answersDependOnCache == depends)
  }
}
