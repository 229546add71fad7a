import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ResponsesRequestTests {
  private static let functionCall =
    #"{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_a","name":"ping","arguments":"{}"}"#

  @Test(arguments: [
    (#"{"type":"reasoning","id":"rs_1","summary":[]}"#, false),
    (#"{"type":"reasoning","id":"rs_1","encrypted_content":null,"content":[]}"#, false),
    (#"{"type":"reasoning","id":"rs_1","encrypted_content":"gAAA"}"#, true),
    (#"{"type":"reasoning","id":"rs_1","content":[{"type":"reasoning_text","text":"Hm."}]}"#, true),
  ])
  func givesBackOnlyReasoningThatIsThere(item: String, isGiven: Bool) throws {
    let call = ModelCall(id: "call_a", name: "ping", arguments: .object([:]))
    let opaque: JSON = [try JSON(parsing: item), try JSON(parsing: Self.functionCall)]
    func input(_ sampling: Sampling = Sampling()) throws -> [JSON] {
      let request = Requests.request(
        [.user("Ping."), .assistant(text: nil, calls: [call], opaque: opaque)], sampling: sampling)
      return try JSON(parsing: Requests.body(.responses, request))["input"]?.arrayValue ?? []
    }
    #expect(try input().contains { $0["id"] == "rs_1" } == isGiven)
    // Ids of items that were not stored would be looked for in vain.
    #expect(try input().contains { $0["id"] == "fc_1" } == isGiven)
    #expect(try input().last?["call_id"] == "call_a")
    let storing = Requests.sampling { $0.extra["openai-responses"] = ["store": true] }
    #expect(try input(storing).contains { $0["id"] == "rs_1" })
  }
}
