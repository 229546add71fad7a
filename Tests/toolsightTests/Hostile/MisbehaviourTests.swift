import CurlHTTP
import EvalCore
import Models
import OrderedJSON
import Testing

/// Each misbehaviour alone, met by the model that asks: none crashes, none hangs, each gets its class.
@Suite(.timeLimit(.minutes(2))) struct MisbehaviourTests {
  private func ask(_ act: @escaping HostileServer.Act) async throws -> Result<ModelAnswer, EndpointFailure> {
    try await HostileServer.serving(act) { server in
      let client = CurlClient(maxConcurrent: 2)
      let wire = EndpointWire(
        client: client, retries: Retries(budget: 0, pause: { _ in }), limits: EndpointLimits(timeout: .seconds(1)),
        redactor: Redactor(keys: ["OPENAI_API_KEY": "sk-hostile"]))
      let model = EndpointModel(
        card: ModelCard(name: "any"), model: "any", provider: .openAI,
        access: Credentials.Access(baseURL: server.url, key: "sk-hostile", isVendorsOwn: false), wire: wire)
      let result = await Result { () async throws(EndpointFailure) in try await model.answer(Self.request) }
      await client.shutdown()
      return result
    }
  }

  private static let request: ModelRequest = {
    let tools = [["name": "search", "inputSchema": ["type": "object"]] as JSON].compactMap {
      $0.objectValue.flatMap(Tool.init)
    }
    return ModelRequest(
      trial: Trial(number: 0, caseID: "c", variant: "v", model: "any", repeat: 1), turn: 1,
      conversation: [.user("Find issues about the login page.")], catalogue: Catalogue(tools: tools, key: "k"),
      sampling: Sampling())
  }()

  @Test(arguments: Misbehaviour.all) func eachAloneGetsItsClass(misbehaviour: Misbehaviour) async throws {
    switch (try await ask(misbehaviour.act), misbehaviour.result) {
    case (.success, .outcome): break
    case (.failure(let failure), .failure(let kind)):
      #expect(failure.class.rawValue == kind, "\(failure.message)")
      #expect(!failure.message.contains("sk-hostile"))
    case (.success(let answer), .failure(let kind)): Testing.Issue.record("expected \(kind), found \(answer)")
    case (.failure(let failure), .outcome): Testing.Issue.record("expected an answer, found \(failure)")
    }
  }

  /// 50 MB that nobody announced are read no further than the limit.
  @Test func argumentsWithoutEndAreAProtocolFailure() async throws {
    let result = try await ask { peer, _ in
      peer.write(HostileAnswers.head(["Transfer-Encoding: chunked"]))
      let chunk = "100000\r\n" + String(repeating: "x", count: 1 << 20) + "\r\n"
      for _ in 0..<50 where peer.isOpen { peer.write(chunk) }
      peer.write("0\r\n\r\n")
    }
    guard case .failure(let failure) = result else {
      Testing.Issue.record("expected a failure")
      return
    }
    #expect(failure.class == .protocol)
    #expect(failure.message.contains("more than the response limit"))
  }
}

extension Result where Failure == EndpointFailure {
  fileprivate init(_ body: () async throws(EndpointFailure) -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
