import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct GeminiContentsTests {
  @Test(arguments: [
    ("gemini-3-pro", false, "/v1beta/models/gemini-3-pro:generateContent"),
    ("models/gemini-3-pro", true, "/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse"),
    ("tunedModels/mine-1", false, "/v1beta/tunedModels/mine-1:generateContent"),
    ("../files?x=#é", false, "/v1beta/models/..%2Ffiles%3Fx%3D%23%C3%A9:generateContent"),
  ])
  func namesTheModelInThePath(model: String, isStream: Bool, path: String) throws {
    let dialect = GeminiContents()
    let sampling = Requests.sampling { if isStream { $0.extra["gemini"] = ["stream": true] } }
    let question = Question(
      model: model, request: Requests.request(sampling: sampling), tools: try EncodedTools([], dialect),
      api: dialect.name)
    #expect(dialect.path(of: question) == path)
  }
}
