import EvalCore
import Foundation
import Models
import OrderedJSON
import Testing

/// A harness whose gate passes because an endpoint refused every request is worth less than none.
@Suite(.timeLimit(.minutes(5))) struct GeneratedErrorTests {
  private static let bodies = 500

  /// Every body is met once as 4xx and once as 5xx.
  @Test(arguments: Provider.played) func noneIsAnAnswer(provider: Provider) async throws {
    let errors = GeneratedErrors()
    var answered: [String] = []
    for _ in 0..<Self.bodies {
      for error in [errors.next(400...451), errors.next(500...599)] {
        do { answered.append("\(error): \(try await ask(provider, error))") } catch is EndpointFailure {}
      }
    }
    #expect(answered == [])
  }

  private struct Answering: Exchange {
    let error: GeneratedErrors.Body

    func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
      ExchangeResponse(
        status: error.status, headers: [("Content-Type", error.type)], body: Array(error.text.utf8), milliseconds: 1)
    }
  }

  private func ask(_ provider: Provider, _ error: GeneratedErrors.Body) async throws -> ModelAnswer {
    let wire = EndpointWire(
      exchange: Answering(error: error), retries: Retries(budget: 0, pause: { _ in }), redactor: Redactor(keys: [:]))
    let model = EndpointModel(
      card: ModelCard(name: "any"), model: "any", provider: provider,
      access: EndpointAccess(baseURL: "http://127.0.0.1:9/v1", key: nil, isVendorsOwn: false), wire: wire)
    return try await model.answer(
      ModelRequest(
        trial: Trial(number: 0, caseID: "c", variant: "v", model: "any", repeat: 1), turn: 1,
        conversation: [.user(GeneratedErrors.prompt)], catalogue: Catalogue(tools: [], key: "none"),
        sampling: Sampling()))
  }

  /// By the program: some prompts get such an error, the others are answered; whatever stops the run or does not, the trials
  /// of the former are not scored.
  @Test func theProgramScoresNoneOfThem() async throws {
    let (prompts, answered) = (80, 3)
    let errors = (0..<prompts).map { GeneratedErrors(seed: UInt64($0)).next(400...451) }
    let act: HostileServer.Act = { peer, request in
      let number = request.body.firstMatch(of: #/\[(\d+)\] Find/#).flatMap { Int($0.1) } ?? 0
      guard let provider = request.provider, !number.isMultiple(of: answered + 1) else {
        let error = errors[number]
        return peer.write(HostileHTTP.message(error.text, "\(error.status) No", type: error.type))
      }
      peer.write(HostileHTTP.message(Repertoire(provider).call))
    }
    let cases = (0..<prompts).map {
      "  - {id: c\($0), prompt: \"[\($0)] Find issues about the login page.\", expect: \($0 % 8 == 0 ? "none" : "search")}\n"
    }
    try await HostileServer.serving(act) { server in
      let workplace = try Workplace()
      try SampleProject().write(to: workplace)
      try workplace.write(
        "schema: toolsight/suite/v1\nname: generated\ntools: tools.json\ncases:\n" + cases.joined(),
        to: "generated.yaml")
      let ended = try await Program(workplace).run(
        ["run", "generated.yaml"] + Provider.played.flatMap { ["--model", $0.model(at: server.url)] })
      #expect(ended.way == .code(3), "\(ended.errors.suffix(500))")
      let trials = try workplace.json("reports/latest/report.json")["trials"]?.arrayValue ?? []
      #expect(!trials.isEmpty)
      for trial in trials {
        let number = Int(trial["case"]?.stringValue?.dropFirst() ?? "") ?? 0
        #expect((trial["outcome"] == "infra_error") == number.isMultiple(of: answered + 1), "\(trial)")
      }
    }
  }

  /// All requests get the same one: the gate must not pass, though half of the cases expect no call.
  @Test(arguments: 0..<8) func anEndpointThatRefusesEverythingIsNoPass(seed: Int) async throws {
    let error = GeneratedErrors(seed: UInt64(1_000 + seed)).next(400...407)
    try await HostileServer.serving({ peer, _ in
      peer.write(HostileHTTP.message(error.text, "\(error.status) No", type: error.type))
    }) { server in
      let workplace = try Workplace()
      try SampleProject(gate: "{max_false_call_rate: 0.9}", repeats: 3).write(to: workplace)
      let model = Provider.played[seed % Provider.played.count].model(at: server.url)
      let ended = try await Program(workplace).run("run", "tracker.yaml", "--strict", "--model", model)
      #expect(ended.way == .code(3), "\(ended.errors.suffix(500))")
      #expect(server.count <= 4, "a few requests tell")
    }
  }
}
