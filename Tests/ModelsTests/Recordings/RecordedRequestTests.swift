import CurlHTTP
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

  @Test func whatAUserGaveTheModelIsAPartOfIt() throws {
    func request(_ change: (inout EndpointSettings) -> Void) -> ExchangeRequest {
      var settings = EndpointSettings()
      change(&settings)
      let plain = Exchanged.request()
      var wire = plain.wire
      wire.headers = settings.overlay(on: wire.headers)
      wire.url = settings.append(to: wire.url)
      return ExchangeRequest(trial: plain.trial, turn: 1, wire: wire, isStream: false, settings: settings)
    }
    let query = request { $0.query = [.init(name: "api-version", value: "2024-10-21")] }
    let header = request { $0.headers = [.init(name: "X-Team", value: "a")] }
    let keys = try [Exchanged.request(), query, header, request { $0.headers = [.init(name: "X-Team", value: "b")] }]
      .map(Self.key)
    #expect(Set(keys).count == 4)
    #expect(try Self.key(request { $0.preset = .mistral }) == keys[0])
    let secret = try RecordedRequest(request { $0.query = [.init(name: "a", value: "sk-secret")] }, Exchanged.redactor)
      .json
    #expect(!secret.compact.contains("sk-secret"))
    let changes = RequestChanges(
      from: try RecordedRequest(Exchanged.request(), Exchanged.redactor),
      to: try RecordedRequest(query, Exchanged.redactor))
    #expect(changes.sentences == [#"the request's query is {"api-version":"2024-10-21"}, not absent"#])
  }
}
