import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct RepeatSeedTests {
  private static func asked(
    _ provider: Provider, _ suite: Sampling, own: Sampling? = nil, repeats: ClosedRange<Int> = 1...3,
    variant: String = "v"
  ) async throws -> (sent: [JSON], kept: [Int?]) {
    let exchange = try AnsweringExchange(provider)
    let model = EndpointModel(
      card: ModelCard(name: "m"), model: "any", provider: provider,
      access: EndpointAccess(baseURL: "http://127.0.0.1:9"),
      sampling: own, wire: EndpointWire(exchange: exchange, redactor: Redactor(keys: [:])))
    var kept: [Int?] = []
    for number in repeats {
      let trial = Trial(number: number, caseID: "c", variant: variant, model: "m", repeat: number)
      kept.append(try await model.answer(Requests.request(sampling: suite, trial: trial)).seed)
    }
    return (try exchange.bodies.map { try JSON(parsing: $0) }, kept)
  }

  /// Where each API that has a seed keeps it.
  @Test(arguments: [
    (Provider.openAI, ["seed"]), (.gemini, ["generationConfig", "seed"]), (.ollama, ["options", "seed"]),
  ])
  func movesOnWithEachRepeatOnEveryWire(provider: Provider, path: [String]) async throws {
    let (sent, kept) = try await Self.asked(provider, Requests.sampling { $0.seed = 11 })
    #expect(sent.map { body in path.reduce(body) { $0?[$1] } } == [11, 12, 13])
    #expect(kept == [11, 12, 13])
  }

  @Test func isTheSameForEveryVariant() async throws {
    let sampling = Requests.sampling { $0.seed = 11 }
    let other = try await Self.asked(.openAI, sampling, variant: "w")
    #expect(try await Self.asked(.openAI, sampling).sent == other.sent)
  }

  @Test func ofTheModelsOwnSamplingMovesOnToo() async throws {
    let asked = try await Self.asked(
      .openAI, Requests.sampling { $0.seed = 1 }, own: Requests.sampling { $0.seed = 40 })
    #expect(asked.sent.map { $0["seed"] } == [40, 41, 42])
  }

  @Test(
    arguments: [
      (Provider.openAI, ["seed": 11], ["seed"]), (.openAI, ["random_seed": 11], ["random_seed"]),
      (.responses, ["seed": 11], ["seed"]), (.anthropic, ["seed": 11], ["seed"]),
      (.gemini, ["generationConfig": ["seed": 11, "topK": 3]], ["generationConfig", "seed"]),
      (.gemini, ["generation_config": ["seed": 11]], ["generation_config", "seed"]),
      (.ollama, ["options": ["seed": 11]], ["options", "seed"]),
    ] as [(Provider, JSONObject, [String])])
  func amongExtraMembersMovesOnToo(provider: Provider, extra: JSONObject, path: [String]) async throws {
    let (sent, kept) = try await Self.asked(provider, Requests.sampling { $0.extra[provider.name] = extra })
    #expect(sent.map { body in path.reduce(body) { $0?[$1] } } == [11, 12, 13])
    #expect(kept == [11, 12, 13])
  }

  @Test(arguments: [Provider.responses, .anthropic])
  func isNotSaidToBeSentWhereTheAPIHasNone(provider: Provider) async throws {
    let (sent, kept) = try await Self.asked(provider, Requests.sampling { $0.seed = 11 })
    #expect(sent.allSatisfy { $0["seed"] == nil } && kept == [nil, nil, nil])
  }

  @Test func isNotSaidToBeSentWhereACompatibleEndpointRefusesIt() throws {
    var settings = EndpointSettings()
    settings.preset = .gemini
    let access = EndpointAccess(baseURL: "http://127.0.0.1:9")
    let sampling = Requests.sampling { $0.seed = 11 }
    #expect(sampling.sentSeed(by: Provider.openAI.dialect(at: access, model: "m", settings)) == nil)
    settings.preset = .mistral
    #expect(sampling.sentSeed(by: Provider.openAI.dialect(at: access, model: "m", settings)) == 11)
  }

  @Test func thatNobodyGaveStaysAway() async throws {
    let (sent, kept) = try await Self.asked(.openAI, Requests.sampling { $0.extra["openai"] = ["seed": nil] })
    #expect(sent.map { $0["seed"] } == [.null, .null, .null] && kept == [nil, nil, nil])
  }

  @Test func mayBeTheLargestNumber() async throws {
    let (sent, _) = try await Self.asked(.openAI, Requests.sampling { $0.seed = .max })
    #expect(Set(sent.map { $0["seed"]?.numberValue?.text }).count == 3)
  }
}
