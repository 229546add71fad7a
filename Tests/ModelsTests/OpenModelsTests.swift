import CurlHTTP
import EvalCore
import Foundation
import LoopbackHTTP
import Models
import OrderedJSON
import Testing

struct OpenModelsTests {
  private static let environment = ["OPENAI_API_KEY": "sk-test-9"]

  /// Opens models, does something with them, and closes them.
  private func withModels(
    _ references: [String], origin: ModelReference.Origin = .commandLine, trusted: Set<String> = [],
    environment: [String: String] = environment, script: (ModelReference) throws -> [ScriptLine] = { _ in [] },
    _ body: (OpenModels) async throws -> Void
  ) async throws {
    let client = CurlClient()
    let result = await Result {
      let models = try await OpenModels.open(
        references.map { ModelChoice(name: $0, reference: ModelReference($0, origin: origin)) },
        credentials: Credentials(environment: environment, trustedHosts: trusted), client: client,
        limits: EndpointLimits(),
        retries: Pauses().retries(), script: script)
      let result = await Result { try await body(models) }
      await models.close()
      try result.get()
    }
    await client.shutdown()
    try result.get()
  }

  @Test func askTheLexicalModelOverItsEndpoint() async throws {
    try await withModels(["lexical"]) { models in
      let card = try #require(models.cards.first)
      #expect(card.isDeterministic)
      #expect(!card.givesArguments)
      #expect(card.note?.contains("not a language model") == true)
      let asked = Requests.request([.user("Close the issue")], tools: Requests.tracker)
      let answer = try await models.models[0].answer(asked)
      #expect(answer.calls.map(\.name) == ["issues/close"])
      #expect(answer.calls.first?.object?.isEmpty == true)
      #expect(answer.finish == .calls)
      let nothing = try await models.models[0].answer(Requests.request([.user("Hello!")], tools: Requests.tracker))
      #expect(nothing.calls.isEmpty)
      #expect(nothing.finish == .stop)
      #expect(try await models.models[0].answer(Requests.request([.user("Close the issue")])).calls.isEmpty)
    }
  }

  @Test func giveEachTurnsCallAnIdOfItsOwn() async throws {
    try await withModels(["lexical"]) { models in
      let first = try await models.models[0].answer(
        Requests.request([.user("Close the issue")], tools: Requests.tracker))
      let next = try await models.models[0].answer(
        Requests.request(
          [
            .user("Close the issue"), .assistant(text: nil, calls: first.calls),
            .result(callID: first.calls[0].id, tool: "issues/close", reply: ToolReply(text: "done", isError: false)),
            .user("Search for issues by words"),
          ], tools: Requests.tracker))
      #expect(next.calls.map(\.name) == ["search_issues"])
      #expect(next.calls.map(\.id) != first.calls.map(\.id))
    }
  }

  @Test(
    arguments: [
      (ModelReference.Origin.commandLine, [], true), (.file, [], false), (.file, ["127.0.0.1"], true),
      (.file, ["::1"], false),
    ] as [(ModelReference.Origin, Set<String>, Bool)])
  func sendTheKeyOnlyWhereItMayGo(origin: ModelReference.Origin, trusted: Set<String>, isSent: Bool) async throws {
    let endpoint = try await ScriptedEndpoint.answering([.text("hi")])
    try await withModels(["openai:any@\(endpoint.url)"], origin: origin, trusted: trusted) { models in
      let answer = try await models.models[0].answer(Requests.request())
      #expect(answer.text == "hi")
    }
    #expect(endpoint.requests.map { $0.headers["Authorization"] } == [isSent ? "Bearer sk-test-9" : nil])
    await endpoint.stop()
  }

  @Test func sendTheNameAndTheOlderLimitToCompatibleEndpoints() async throws {
    let endpoint = try await ScriptedEndpoint.answering([.text("hi")])
    try await withModels(["openai:meta/llama:8b@cf@\(endpoint.url)/"]) { models in
      _ = try await models.models[0].answer(Requests.request(sampling: Requests.sampling { $0.maxOutputTokens = 9 }))
    }
    let sent = try JSON(parsing: try #require(endpoint.requests.first).body)
    #expect(sent["model"] == "meta/llama:8b@cf")
    #expect(sent["max_tokens"] == 9)
    #expect(sent["max_completion_tokens"] == nil)
    await endpoint.stop()
  }

  @Test func askEachProviderInItsOwnWords() async throws {
    let endpoint = try await ScriptedEndpoint.answering([.error(400, "what")])
    let url = endpoint.url.replacing("/v1", with: "")
    let references = Provider.all.map { "\($0.name):any@\(url)" }
    try await withModels(references) { models in
      for model in models.models { _ = try? await model.answer(Requests.request()) }
    }
    let paths = ProviderSamples.all.map { $0.path.replacing("/base", with: "").replacing("m-1", with: "any") }
    #expect(endpoint.requests.map(\.path) == paths)
    await endpoint.stop()
  }

  @Test func answerFromTheScriptThatIsNamed() async throws {
    var line = ScriptLine()
    line.text = "hi"
    try await withModels(
      ["script:answers.jsonl"],
      script: { reference in
        #expect(reference.name == "answers.jsonl")
        return [line]
      }
    ) { models in
      let answer = try await models.models[0].answer(Requests.request())
      #expect(answer.text == "hi")
    }
  }

  @Test(arguments: [
    (
      ["gpt-5"],
      "model 'gpt-5' is none of lexical, script:FILE, PROVIDER:NAME[@URL] (providers: "
        + "\(Provider.all.map(\.name).joined(separator: ", "))), and no name under 'models' in toolsight.yaml"
    ),
    (["lexical:x"], "model 'lexical:x' is none of"), (["script:"], "model 'script:' is none of"),
    (["script:a@http://127.0.0.1/"], "model 'script:a@http://127.0.0.1/' is none of"),
    (["agent:mine"], "model 'agent:mine': agents are not in this version"),
    (["ollama:"], "expected a model's name after 'ollama:'"),
    (["anthropic:claude"], "model 'anthropic:claude' needs a key: set ANTHROPIC_API_KEY"),
    (["openai:a@http://example.com/v1"], "plain http only reaches this machine"),
    (["openai:x@127.0.0.1:9/v1"], "did you mean 'openai:x@http://127.0.0.1:9/v1'?"),
    (["openai:x@localhost/v1"], "expected a URL with http:// or https:// after '@'"),
    (["lexical", "lexical"], "found 'lexical' twice"), (["lexical", "gpt-5"], "model 'gpt-5' is none of"),
  ])
  func refuseWhatCannotBeOpened(references: [String], message: String) async throws {
    let error = await #expect(throws: ModelSetupError.self) { try await withModels(references) { _ in } }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "no error")")
  }

  @Test func needAKeyForTheVendor() async {
    let error = await #expect(throws: ModelSetupError.self) {
      try await withModels(["lexical", "openai:gpt"], environment: [:]) { _ in }
    }
    #expect(error?.description == "model 'openai:gpt' needs a key: set OPENAI_API_KEY")
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
