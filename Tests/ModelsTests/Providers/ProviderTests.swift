import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct ProviderTests {
  private func tools(_ count: Int, description: String) -> [Tool] {
    (0..<count).map { Requests.tool(["name": .string("t\($0)"), "description": .string(description)]) }
  }

  @Test(
    arguments: [
      (.openAI, 128, 1024, []),
      (.openAI, 129, 10, ["openai: 129 tools are shown, and this API has refused more than 128"]),
      (
        .responses, 1, 1025,
        [
          "openai-responses: the description of 't0' has 1025 characters, and this API has refused more than 1024"
        ]
      ), (.anthropic, 600, 2000, []),
      (.gemini, 513, 2000, ["gemini: 513 tools are shown, and this API has refused more than 512"]),
      (.ollama, 600, 2000, []),
    ] as [(Provider, Int, Int, [String])])
  func warnsOfWhatAnAPIHasRefused(provider: Provider, count: Int, length: Int, remarks: [String]) throws {
    #expect(try provider.remarks(on: tools(count, description: String(repeating: "ü", count: length))) == remarks)
  }

  @Test func saysWhichToolsGoByOtherNames() throws {
    let tools = ["a.b", "fine", "größe"].map { Requests.tool(["name": .string($0)]) }
    #expect(
      try Provider.anthropic.remarks(on: tools) == [
        "anthropic: this API takes names of at most 128 letters, digits and '_', '-', so the model is shown 'a.b' as 'a_b', "
          + "'größe' as 'grosse'"
      ])
    #expect(try Provider.ollama.remarks(on: tools).isEmpty)
    let many = (1...7).map { Requests.tool(["name": .string("a.\($0)")]) }
    #expect(
      try Provider.openAI.remarks(on: many).first?.hasSuffix("'a.5' as 'a_5' and 2 more under other names") == true)
    #expect(throws: ModelSetupError.self) { try Provider.openAI.remarks(on: [tools[0], tools[0]]) }
  }

  @Test(arguments: Provider.all) func itsDialectSaysTheSame(provider: Provider) {
    let dialect = provider.dialect(at: EndpointAccess(baseURL: "", isVendorsOwn: true))
    #expect(dialect.name == provider.name)
    #expect(dialect.takesSeed != provider.unsent.contains(.seed))
    #expect(Provider(named: provider.name) == provider)
  }

  @Test(
    arguments: [
      ("gpt-5-mini", .openAI), ("o3", .openAI), ("openai/gpt-4o", .openAI), ("chatgpt-4o-latest", .openAI),
      ("gpt-oss-20b", .ollama), ("Claude-Opus-4-8", .anthropic), ("gemini-3.8-flash", .gemini), ("gemma3", .ollama),
      ("olmo2", .ollama), ("opnai", nil), ("", nil),
    ] as [(String, Provider?)])
  func isGuessedFromAModelsName(model: String, provider: Provider?) {
    #expect(Provider.home(ofModel: model) == provider)
  }

  @Test(
    arguments: [
      (.openAI, nil), (.responses, "not sent, because openai-responses has no such setting: seed"),
      (.anthropic, "not sent, because anthropic has no such setting: seed"),
      (.gemini, "not sent, because gemini has no such setting: parallel_calls"),
      (.ollama, "not sent, because ollama has no such setting: tool_choice, parallel_calls"),
    ] as [(Provider, String?)])
  func saysWhichSettingsAreNotSent(provider: Provider, remark: String?) {
    let all = Requests.sampling {
      $0.seed = 7; $0.toolChoice = "auto"; $0.parallelCalls = true; $0.temperature = JSONNumber(1)
    }
    #expect(provider.remark(on: all) == remark)
    #expect(provider.remark(on: Sampling()) == nil)
  }

  @Test func putsWhatIsNotSentOnTheModelsCard() {
    let suite = Requests.sampling { $0.seed = 7 }
    let choice = ModelChoice(name: "m", reference: ModelReference("anthropic:x", origin: .file))
    #expect(choice.card(suite).note == "not sent, because anthropic has no such setting: seed")
    #expect(choice.card(Sampling()).note == nil)
    let own = ModelChoice(
      name: "m", reference: ModelReference("ollama:x", origin: .file),
      sampling: Requests.sampling { $0.parallelCalls = false })
    #expect(own.card(suite).note == "not sent, because ollama has no such setting: parallel_calls")
  }
}
