import EvalCore
import OrderedJSON
import Testing

@Suite struct SamplingTests {
  @Test func whatLiesOverItReplacesSetFieldsAndSingleExtraMembers() {
    var own = Sampling()
    own.seed = 1
    own.maxOutputTokens = 64
    own.extra = ["anthropic": ["thinking": ["type": "enabled"], "stream": false], "gemini": ["a": 1]]
    var other = Sampling()
    other.seed = 2
    other.extra = ["anthropic": ["stream": true], "ollama": ["think": true]]
    let laid = own.overlaid(by: other)
    #expect(laid.seed == 2 && laid.maxOutputTokens == 64)
    #expect(
      laid.extra == [
        "anthropic": ["thinking": ["type": "enabled"], "stream": true], "gemini": ["a": 1], "ollama": ["think": true],
      ])
  }
}
