import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct RecordedRequestTests {
  private static func key(_ request: ExchangeRequest) throws -> String {
    try RecordedRequest(request, Exchanged.redactor).key
  }

  @Test(arguments: [
    Exchanged.request(url: "http://127.0.0.1:9999/v1/chat"),
    Exchanged.request(url: "https://models.example.com/v1/chat"),
    Exchanged.request(url: "http://127.0.0.1:8080/v1/chat?key=sk-secret"),
    Exchanged.request(headers: [("x-api-key", "other"), ("User-Agent", "toolsight")]),
    Exchanged.request(of: Exchanged.trial("other", variant: "v2", model: "slow", repeat: 7), turn: 3),
  ])
  func staysTheSameElsewhereAndForOthers(request: ExchangeRequest) throws {
    #expect(try Self.key(request) == Self.key(Exchanged.request()))
  }

  @Test(arguments: [
    Exchanged.request(Exchanged.body(prompt: "Is it broken")),
    Exchanged.request(Exchanged.body(description: "Find issues")),
    Exchanged.request(Exchanged.body(temperature: 0)),
    Exchanged.request(url: "http://127.0.0.1:8080/v2/chat"),
    Exchanged.request(headers: [("Anthropic-Beta", "new-tools")]),
    Exchanged.request(isStream: true),
    Exchanged.request(["messages": 1, "model": "m"]),
  ])
  func changesWithAllThatTheAnswerDependsOn(request: ExchangeRequest) throws {
    #expect(try Self.key(request) != Self.key(Exchanged.request()))
  }

  @Test func theOrderOfKeysCounts() throws {
    let one = try Self.key(Exchanged.request(["a": 1, "b": 2]))
    #expect(try Self.key(Exchanged.request(["b": 2, "a": 1])) != one)
  }

  @Test func keepsNoKeyWhereverItStands() throws {
    let request = Exchanged.request(
      ["model": "m", "sk-secret": ["x sk-secret y"]], url: "http://127.0.0.1/v1/sk-secret/chat",
      headers: [("Authorization", "Bearer sk-secret"), ("openai-beta", "sk-secret")])
    let text = try RecordedRequest(request, Exchanged.redactor).json.compact
    #expect(!text.contains("sk-secret") && !text.lowercased().contains("authorization"))
    #expect(text.contains("x <redacted:KEY> y") && text.contains("/v1/<redacted:KEY>/chat"))
  }

  @Test func aBodyThatIsNoJSONIsText() throws {
    var request = Exchanged.request()
    request = ExchangeRequest(trial: request.trial, turn: 1, wire: request.wire.with("{sk-secret"), isStream: false)
    #expect(try RecordedRequest(request, Exchanged.redactor).json["body"] == "{<redacted:KEY>")
  }
}
