import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

struct ConfigurationReaderTests {
  private static func read(
    _ text: String, at path: String = "toolsight.yaml"
  ) throws(Diagnostics) -> (configuration: Configuration, warnings: [Diagnostic])? {
    let files = StoredFiles([SourceFile(path: path, bytes: Array(text.utf8))])
    return try ConfigurationReader(files, providers: KnownProvider.sample).read(forSuite: "suites/a/b.yaml")
  }

  @Test func readsModels() throws {
    let read = try #require(
      try Self.read(
        """
        schema: toolsight/config/v1
        models:
          fast:
            use: openai:gpt-5-mini
            sampling: {temperature: 0.2, seed: 7}
            tools: constrained
            logprobs: 20
            limits: {rpm: 60, tpm: 100000, concurrency: 4}
            price: {input: 0.25, output: 2}
            schedule: blocks
          local: {use: "openai:any@http://127.0.0.1:8080/v1"}
        """))
    let fast = try #require(read.configuration.models["fast"])
    #expect(read.warnings.isEmpty && fast.use == "openai:gpt-5-mini" && fast.tools == .constrained)
    #expect(fast.sampling?.seed == 7 && fast.schedule == .blocks && fast.limits.tokensPerMinute == 100_000)
    #expect(fast.logprobs == 20 && read.configuration.models["local"]?.logprobs == nil)
    #expect(fast.price == ConfiguredModel.Price(input: 0.25, output: 2))
    #expect(read.configuration.models["local"]?.limits == ConfiguredModel.Limits())
  }

  @Test(arguments: ["toolsight.yaml", "suites/toolsight.yaml", "suites/a/toolsight.yaml"])
  func isFoundInEveryFolderAbove(_ path: String) throws {
    #expect(try Self.read("schema: toolsight/config/v1\n", at: path)?.configuration.path == path)
  }

  @Test func isNotNeeded() throws {
    #expect(try Self.read("schema: toolsight/config/v1\n", at: "other/toolsight.yaml")?.configuration.path == nil)
  }

  @Test func saysWhatIsWrongAndWhere() {
    let error = #expect(throws: Diagnostics.self) {
      try Self.read(
        """
        schema: toolsight/config/v2
        modles: {}
        models:
          a: {use: opnai:x, price: {input: -1, output: 2}, limits: {rpm: 0}, tools: natve}
          b:c: {use: lexical}
          d: {use: "agent:mine"}
          e: {use: lexical, schedule: block}
        agents:
          mine: {command: [x, "{url}"]}
        """)
    }
    #expect(
      error?.all.map(\.description) == [
        "toolsight.yaml:1:9: error: expected 'toolsight/config/v1', found 'toolsight/config/v2'"
          + "\n  fix: write schema: toolsight/config/v1",
        "toolsight.yaml:2:1: error: unknown key 'modles'\n  fix: did you mean 'models'?",
        "toolsight.yaml:4:12: error: unknown provider 'opnai'\n  fix: did you mean 'openai'?",
        "toolsight.yaml:4:36: error: expected a price of 0 or more, found the number -1",
        "toolsight.yaml:4:66: error: expected a whole number from 1 on for rpm, found the number 0",
        "toolsight.yaml:4:77: error: expected native or constrained for tools, found 'natve'\n  fix: did you mean 'native'?",
        "toolsight.yaml:5:3: error: expected a name without ':' and blanks, found 'b:c'",
        "toolsight.yaml:6:12: error: agents are not in this version\n  fix: name a model, e.g. openai:gpt-5-mini",
        "toolsight.yaml:7:31: error: expected interleaved or blocks for schedule, found 'block'\n  fix: did you mean 'blocks'?",
        "toolsight.yaml:9:3: error: agents are not in this version\n  fix: remove 'agents'",
      ])
  }

  // MARK: How an endpoint is asked

  private static func model(_ entry: String) throws(Diagnostics) -> ConfiguredModel? {
    try read("schema: toolsight/config/v1\nmodels:\n  m: \(entry)\n")?.configuration.models["m"]
  }

  @Test func readsHowAnEndpointIsAsked() throws {
    let model = try #require(
      try Self.model(
        "{use: openai:x, preset: llama.cpp, strict: omitted, token_limit: max_completion_tokens, reasoning_content: sent, "
          + "headers: {X-Title: A b, anthropic-beta: t-2025}, query: {api-version: 2024-10-21, q: \"ä & \"}}"))
    #expect(model.endpoint.preset == .llamaCpp && model.endpoint.strict == .omitted)
    #expect(model.endpoint.tokenLimit == .newer && model.endpoint.reasoningContent == .sent)
    #expect(
      model.endpoint.headers.map { [$0.name, $0.value] } == [["X-Title", "A b"], ["anthropic-beta", "t-2025"]])
    #expect(model.endpoint.query.map { [$0.name, $0.value] } == [["api-version", "2024-10-21"], ["q", "ä & "]])
  }

  @Test(arguments: [
    ("preset: opnrouter", "expected one of openai, azure, ", "did you mean 'openrouter'?"),
    ("strict: false", "expected sent or omitted for strict, found false", ""),
    ("token_limit: max_token", "expected max_tokens or max_completion_tokens", "did you mean 'max_tokens'?"),
    ("reasoning_content: yes", "expected sent or omitted for reasoning_content", ""),
    ("header: {}", "unknown key 'header'", "did you mean 'headers'?"),
    ("headers: [x]", "expected a map for headers", ""),
    ("headers: {X-A: 1}", "expected text for 'X-A' in headers, found the number 1", "quote it"),
    ("headers: {x-a: a, X-A: b}", "'X-A' stands in headers twice", "give it once"),
    ("query: {api-version: 2024}", "expected text for 'api-version' in query", "quote it"),
    ("query: {\"\": x}", "expected a parameter with a name", ""),
  ])
  func saysWhatIsWrongWithHowAnEndpointIsAsked(entry: String, problem: String, fix: String) throws {
    let error = try #require(throws: Diagnostics.self) { try Self.model("{use: openai:x, \(entry)}") }
    #expect(error.all.count == 1 && error.all[0].message.hasPrefix(problem), "\(error.all)")
    #expect((error.all[0].fix ?? "").hasPrefix(fix) && error.all[0].position.line == 3)
  }

  @Test(arguments: [
    "Authorization", "authorization", "api-key", "x-api-key", "X-Goog-Api-Key", "Proxy-Authorization", "Cookie",
    "Ocp-Apim-Subscription-Key", "cf-aig-authorization", "x-litellm-api-key", "Helicone-Auth", "X-Access-Token",
    "apikey",
    "x_api_key", "xapikey", "X-Amz-Signature",
  ])
  func placesForKeysAreRefused(name: String) throws {
    for part in ["headers", "query"] {
      let error = try #require(throws: Diagnostics.self) { try Self.model("{use: openai:x, \(part): {\(name): a}}") }
      #expect(error.all.map(\.message) == ["'\(name)' is a place for a key"])
      #expect(error.all[0].fix?.contains("variable") == true)
    }
  }

  @Test(arguments: [
    "sk-proj-0123456789", "Bearer abcdefgh", "basic abcdefghij", "AIzaSyD-abcdefg", "gsk_0123456789", "xai-0123456789",
    "eyJhbGciOiJIUzI1NiJ9", "0123456789abcdef0123456789abcdef", "a 0123456789ABCDEF0123456789ABCDEF z",
  ])
  func whatLooksLikeAKeyIsRefused(value: String) throws {
    for part in ["headers", "query"] {
      let error = try #require(throws: Diagnostics.self) {
        try Self.model("{use: anthropic:x, \(part): {X-Title: \"\(value)\"}}")
      }
      #expect(error.all.map(\.message) == ["the value of 'X-Title' looks like a key"])
    }
  }

  @Test(arguments: [
    "proj_0123456789", "2024-10-21", "https://example.com/a", "9f1c3b1e-6f0a-4e0b-9a51-3a7f0f1e2d3c", "sk", "Bearer",
    "internationalization", "interleaved-thinking-2025-05-14",
  ])
  func otherValuesAreTaken(value: String) throws {
    let model = try #require(try Self.model("{use: gemini:x, headers: {X-Title: \"\(value)\"}}"))
    #expect(model.endpoint.headers.map(\.value) == [value])
  }

  @Test(arguments: [
    ("\"X-A\": \"a\\r\\nX-B: b\"", "expected visible ASCII characters for the header 'X-A'"),
    ("\"X-A\": \"a\\nb\"", "expected visible ASCII characters"), ("\"X-A\": \"\"", "expected visible ASCII characters"),
    ("\"X-A\": \" a\"", "expected visible ASCII characters"), ("\"X-A\": \"ä\"", "expected visible ASCII characters"),
    ("\"X A\": \"a\"", "expected a header's name"), ("\"X-A:\": \"a\"", "expected a header's name"),
    ("\"X-A\\r\\nX-B\": \"a\"", "expected a header's name"), ("\"\": \"a\"", "expected a header's name"),
    ("Host: a", "the header 'Host' is written by the run itself"),
    ("content-length: \"1\"", "the header 'content-length' is written by the run itself"),
    ("Transfer-Encoding: chunked", "the header 'Transfer-Encoding' is written by the run itself"),
  ])
  func headersThatCannotBeSentAreRefused(header: String, problem: String) throws {
    let error = try #require(throws: Diagnostics.self) { try Self.model("{use: ollama:x, headers: {\(header)}}") }
    #expect(error.all.count == 1 && error.all[0].message.hasPrefix(problem), "\(error.all)")
  }

  @Test(arguments: [
    ("anthropic:x", "preset: azure"), ("gemini:x", "strict: sent"), ("ollama:x", "token_limit: max_tokens"),
    ("openai-responses:x", "token_limit: max_tokens"), ("openai-responses:x", "reasoning_content: sent"),
    ("lexical", "headers: {a: b}"), ("script:x", "query: {a: b}"),
  ])
  func whatAProviderHasNoPlaceForIsRefused(use: String, entry: String) throws {
    let error = try #require(throws: Diagnostics.self) { try Self.model("{use: \"\(use)\", \(entry)}") }
    let key = entry.prefix { $0 != ":" }
    #expect(error.all.count == 1 && error.all[0].message.hasPrefix("'\(key)' works with "), "\(error.all)")
    #expect(error.all[0].fix == "remove it")
  }
}
