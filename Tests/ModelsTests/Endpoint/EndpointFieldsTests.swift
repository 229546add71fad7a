import EvalCore
import Testing

@testable import Models

struct EndpointFieldsTests {
  private static func settings(
    headers: [(String, String)] = [], query: [(String, String)] = []
  ) -> EndpointSettings {
    var settings = EndpointSettings()
    settings.headers = headers.map { .init(name: $0.0, value: $0.1) }
    settings.query = query.map { .init(name: $0.0, value: $0.1) }
    return settings
  }

  @Test func headersStandInPlaceOfOursAndBehindTheRest() {
    let own = [(name: "Accept", value: "a"), (name: "anthropic-version", value: "2023-06-01")]
    let laid = Self.settings(headers: [("Anthropic-Version", "2026-01-01"), ("X-Team", "t")]).overlay(on: own)
    #expect(
      laid.map { [$0.name, $0.value] } == [["Accept", "a"], ["Anthropic-Version", "2026-01-01"], ["X-Team", "t"]])
    #expect(EndpointSettings().overlay(on: own).count == 2)
  }

  @Test(
    arguments: [
      ("https://a/v1/x", [("api-version", "2024-10-21")], "https://a/v1/x?api-version=2024-10-21"),
      ("https://a/v1:x?alt=sse", [("q", "a b&c=d")], "https://a/v1:x?alt=sse&q=a%20b%26c%3Dd"),
      ("https://a", [("ä", "\r\n"), ("b", "")], "https://a?%C3%A4=%0D%0A&b="), ("https://a?b", [], "https://a?b"),
    ] as [(String, [(String, String)], String)])
  func aQueryIsAppended(url: String, query: [(String, String)], expected: String) {
    #expect(Self.settings(query: query).append(to: url) == expected)
  }

  @Test func allOfItIsAPartOfWhatAModelIs() {
    var settings = Self.settings(headers: [("X-Team", "t")], query: [("v", "1")])
    (settings.preset, settings.strict, settings.tokenLimit, settings.reasoningContent) = (
      .azure, .sent, .older, .omitted
    )
    let reference = ModelReference("openai:x", origin: .file)
    let identity = ModelChoice(name: "m", reference: reference, endpoint: settings).card(Sampling()).identity
    #expect(
      identity
        == "openai:x, preset azure, strict sent, token_limit max_tokens, reasoning_content omitted, headers X-Team=t, query v=1"
    )
    #expect(ModelChoice(name: "m", reference: reference).card(Sampling()).identity == "openai:x")
  }
}
