import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ChatResponseTests {
  @Test func refusesMoreCallsThanAnAnswerCanMean() throws {
    let calls = JSON.array(Array(repeating: ["function": ["name": "ping", "arguments": "{}"]], count: 1025))
    let body: JSON = ["choices": [["message": ["tool_calls": calls]]]]
    #expect(throws: ErrorAnswer.self) {
      try ResponseFixtures(provider: .openAI).read(EndpointBody(whole: body.utf8Bytes))
    }
    let delta: JSON = ["choices": [["delta": ["tool_calls": calls], "finish_reason": "stop"]]]
    #expect(throws: ErrorAnswer.self) { try ChatResponse(events: [delta], isClosed: true).wireAnswer().validate() }
  }
}
