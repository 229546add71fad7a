import OrderedJSON
import Testing

@testable import EvalCore

struct SamplingTests {
  @Test func anotherOneIsLaidOverMemberByMember() {
    var own = Sampling()
    own.temperature = JSONNumber(0.5)
    own.seed = 7
    own.extra = ["openai": ["user": "a", "logprobs": true], "ollama": ["think": true]]
    var other = Sampling()
    other.temperature = JSONNumber(0)
    other.extra = ["openai": ["user": "b", "top_logprobs": 5]]
    let both = own.overlaid(by: other)
    #expect(both.temperature == JSONNumber(0) && both.seed == 7)
    #expect(both.extra == ["openai": ["user": "b", "logprobs": true, "top_logprobs": 5], "ollama": ["think": true]])
  }
}
