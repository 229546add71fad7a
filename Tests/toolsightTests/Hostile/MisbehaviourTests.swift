import CurlHTTP
import EvalCore
import Models
import OrderedJSON
import Testing

/// Each misbehaviour alone, met by the model that asks: none crashes, none hangs, each gets its class.
@Suite(.timeLimit(.minutes(2))) struct MisbehaviourTests {
  private func ask(
    _ provider: Provider, isStream: Bool = false, timeout: Duration = .seconds(20), _ act: @escaping HostileServer.Act
  ) async throws -> Result<ModelAnswer, EndpointFailure> {
    try await HostileServer.serving(act) { server in
      let client = CurlClient(maxConcurrent: 2)
      let wire = EndpointWire(
        exchange: NetworkExchange(client), retries: Retries(budget: 0, pause: { _ in }),
        limits: EndpointLimits(timeout: timeout),
        redactor: Redactor(keys: ["OPENAI_API_KEY": "sk-hostile"]))
      var sampling = Sampling()
      if isStream { sampling.extra = [provider.name: ["stream": true]] }
      let model = EndpointModel(
        card: ModelCard(name: "any"), model: "any", provider: provider,
        access: EndpointAccess(baseURL: "\(server.url)/v1", key: "sk-hostile", isVendorsOwn: false),
        sampling: sampling, wire: wire)
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

  @Test(arguments: Provider.played.flatMap { Repertoire($0).all })
  func eachAloneGetsItsClass(misbehaviour: Misbehaviour) async throws { try await expect(misbehaviour) }

  /// Where a stream was asked for, the answer is read as it comes.
  @Test(arguments: Provider.played.flatMap { Repertoire($0).inEvents })
  func streamsThatWereAskedForGetTheSame(misbehaviour: Misbehaviour) async throws {
    try await expect(misbehaviour, isStream: true)
  }

  private func expect(_ misbehaviour: Misbehaviour, isStream: Bool = false) async throws {
    // Only where it is waited for in vain, so that a busy machine is not taken for a silent server.
    let timeout: Duration = misbehaviour.result == .failure("timeout") ? .seconds(1) : .seconds(20)
    let result = try await ask(misbehaviour.provider, isStream: isStream, timeout: timeout, misbehaviour.act)
    switch (result, misbehaviour.result) {
    case (.success(let answer), .outcome(let outcome)): #expect(answer.mayBe(outcome), "\(answer)")
    case (.failure(let failure), .failure(let kind)):
      #expect(failure.class.rawValue == kind, "\(failure.message)")
      #expect(!failure.message.contains("sk-hostile"))
    case (.success(let answer), .failure(let kind)): Testing.Issue.record("expected \(kind), found \(answer)")
    case (.failure(let failure), .outcome): Testing.Issue.record("expected an answer, found \(failure)")
    }
  }

  /// 50 MB that nobody announced are read no further than the limit.
  @Test(arguments: Provider.played)
  func argumentsWithoutEndAreAProtocolFailure(provider: Provider) async throws {
    let result = try await ask(provider) { peer, _ in
      peer.write(HostileHTTP.head(["Transfer-Encoding: chunked"]))
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

extension ModelAnswer {
  /// Whether a trial of it can come to this outcome, as far as one answer says.
  fileprivate func mayBe(_ outcome: String) -> Bool {
    let isMalformed = calls.contains { call in if case .malformed = call.arguments { true } else { false } }
    return switch outcome {
    case "refused": finish == .refused
    case "truncated": finish == .length
    case "malformed_call": isMalformed || finish == .unparsable
    case "missing_call": calls.isEmpty && finish == .stop
    default: !calls.isEmpty && !isMalformed
    }
  }
}
