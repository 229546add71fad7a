import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct EndpointQuirksTests {
  /// What is sent to a model at a URL: written calls, a limit, a seed, a tool.
  private func sent(
    _ provider: Provider = .openAI, _ url: String = "https://gateway.example/v1", model: String = "m",
    _ settings: EndpointSettings = EndpointSettings(), extra: JSONObject = [:], opaque: JSON? = nil
  ) throws -> JSON {
    let access = EndpointAccess(baseURL: url, isVendorsOwn: url.contains("//api.openai.com/"))
    let dialect = provider.dialect(at: access, model: model, settings)
    let sampling = Requests.sampling {
      ($0.maxOutputTokens, $0.seed) = (9, 7)
      $0.extra[provider.name] = extra
    }
    let request = Requests.request(Conversations.givenBack(opaque), tools: Requests.tracker, sampling: sampling)
    let question = Question(
      model: model, request: request, tools: try EncodedTools(request.catalogue.tools, dialect), api: dialect.name)
    return try JSON(parsing: dialect.body(of: question))
  }

  private func settings(_ change: (inout EndpointSettings) -> Void) -> EndpointSettings {
    var settings = EndpointSettings()
    change(&settings)
    return settings
  }

  // MARK: strict

  @Test(arguments: [
    ("https://api.openai.com/v1", true), ("https://thing.openai.azure.com/openai/v1", true),
    ("https://thing.cognitiveservices.azure.com/openai/v1", true),
    ("https://openai.azure.com.evil.example/v1", false), ("https://api.openai.com.evil.example/v1", false),
    ("http://127.0.0.1:8080/v1", false), ("https://openrouter.ai/api/v1", false),
    ("https://api.groq.com/openai/v1", false),
    ("https://api.mistral.ai/v1", false), ("https://generativelanguage.googleapis.com/v1beta/openai", false),
  ])
  func strictGoesOnlyToThoseWhoDefinedIt(url: String, isSent: Bool) throws {
    #expect(try sent(.openAI, url)["tools"]?[0]?["function"]?["strict"] == (isSent ? false : nil))
  }

  /// Left out of Responses, it would make the schema another one.
  @Test(arguments: ["https://api.openai.com/v1", "https://gateway.example/v1"])
  func responsesAlwaysSayStrict(url: String) throws {
    #expect(try sent(.responses, url)["tools"]?[0]?["strict"] == false)
  }

  @Test(arguments: [Provider.openAI, .responses], EndpointSettings.MemberUse.allCases)
  func strictIsASwitch(provider: Provider, use: EndpointSettings.MemberUse) throws {
    for url in ["https://api.openai.com/v1", "https://gateway.example/v1"] {
      let tool = try sent(provider, url, settings { $0.strict = use })["tools"]?[0]
      #expect((tool?["function"] ?? tool)?["strict"] == (use == .sent ? false : nil))
    }
  }

  // MARK: the prompt cache

  /// At temperature 0 alone, and only where a request can switch it off; what the user says stands.
  @Test(
    arguments: [
      (.llamaCpp, 0, [:], false), (.llamaCpp, 0, ["cache_prompt": true], true), (.llamaCpp, 0.7, [:], nil),
      (.llamaCpp, nil, [:], nil), (.vllm, 0, [:], nil), (.openAI, 0, [:], nil), (nil, 0, [:], nil),
    ] as [(EndpointPreset?, Double?, JSONObject, JSON?)])
  func llamasPromptCacheIsOffAtTemperatureZero(
    preset: EndpointPreset?, temperature: Double?, extra: JSONObject, cache: JSON?
  ) throws {
    let access = EndpointAccess(baseURL: "http://127.0.0.1:8080/v1")
    let dialect = Provider.openAI.dialect(at: access, model: "m", settings { $0.preset = preset })
    let sampling = Requests.sampling {
      $0.temperature = temperature.map { JSONNumber($0) }
      $0.extra["openai"] = extra
    }
    let request = Requests.request(sampling: sampling)
    let question = Question(model: "m", request: request, tools: try EncodedTools([], dialect), api: dialect.name)
    #expect(try JSON(parsing: dialect.body(of: question))["cache_prompt"] == cache)
  }

  // MARK: limits of tokens

  @Test(arguments: [
    ("gpt-5-mini", true), ("gpt-5", true), ("openai/gpt-5", true), ("openrouter/openai/gpt-5.1", true),
    ("azure/o3", true),
    ("o4-mini", true), ("o1", true), ("OpenAI/GPT-5-Nano", true), ("ft:gpt-5-mini:acme::x", true), ("gpt-6", true),
    ("gpt-10-turbo", true), ("gpt-4o", false), ("gpt-4.1-mini", false), ("openai/gpt-oss-120b", false),
    ("gpt-50x", false),
    ("o1open", false), ("olmo-2", false), ("m", false), ("mistral-small", false), ("gpt-5/finetuned", false),
  ])
  func newerModelsOfOpenAIGetTheNewerLimitAnywhere(model: String, isNewer: Bool) throws {
    let body = try sent(model: model)
    #expect(body["max_completion_tokens"] == (isNewer ? 9 : nil))
    #expect(body["max_tokens"] == (isNewer ? nil : 9))
  }

  @Test(arguments: [
    ("https://api.openai.com/v1", true), ("https://thing.openai.azure.com/openai/v1", true),
    ("https://api.groq.com/openai/v1", true), ("https://openai.azure.com.evil.example/v1", false),
    ("http://127.0.0.1:8080/v1", false), ("https://openrouter.ai/api/v1", false),
  ])
  func hostsGetTheLimitThatTheyDocument(url: String, isNewer: Bool) throws {
    #expect(try sent(.openAI, url)["max_completion_tokens"] == (isNewer ? 9 : nil))
  }

  @Test(arguments: EndpointSettings.TokenLimit.allCases) func theLimitIsASwitch(limit: EndpointSettings.TokenLimit)
    throws
  {
    for (url, model) in [("https://api.openai.com/v1", "gpt-5"), ("https://gateway.example/v1", "m")] {
      let body = try sent(.openAI, url, model: model, settings { $0.tokenLimit = limit })
      #expect(EndpointSettings.TokenLimit.allCases.filter { body[$0.rawValue] != nil } == [limit])
    }
  }

  // MARK: reasoning of written calls

  @Test(arguments: [
    ("https://gateway.example/v1", "deepseek-reasoner", true),
    ("https://gateway.example/v1", "deepseek/deepseek-v4-pro", true),
    ("https://gateway.example/v1", "deepseek-v3", false),
    ("https://gateway.example/v1", "moonshotai/kimi-k2-thinking", true),
    ("https://gateway.example/v1", "kimi-k2.5", true), ("https://gateway.example/v1", "kimi-k3", true),
    ("https://gateway.example/v1", "kimi-k2-instruct", false), ("https://gateway.example/v1", "qwen3", false),
    ("https://api.deepseek.com", "any", true), ("https://api.moonshot.ai/v1", "any", true),
    ("https://api.moonshot.cn/v1", "any", true),
    ("https://api.groq.com/openai/v1", "moonshotai/kimi-k2-thinking", false),
    ("https://api.mistral.ai/v1", "m", false), ("https://api.cerebras.ai/v1", "kimi-k3", false),
    ("https://api.openai.com/v1", "gpt-5", false),
  ])
  func thoseWhoThinkAloudGetAReasoningBack(url: String, model: String, isSent: Bool) throws {
    let written = try sent(.openAI, url, model: model)["messages"]?[1]
    #expect(written?["reasoning_content"] == (isSent ? " " : nil))
  }

  @Test func whetherAModelThinksIsWhatIsAskedOfIt() throws {
    let host = "https://gateway.example/v1"
    func reasoning(_ type: JSON, _ model: String) throws -> JSON? {
      try sent(.openAI, host, model: model, extra: ["thinking": ["type": type]])["messages"]?[1]?["reasoning_content"]
    }
    #expect(try reasoning("enabled", "alias") == " ")
    #expect(try reasoning("disabled", "kimi-k3") == nil)
    #expect(try reasoning("adaptive", "alias") == nil)
  }

  @Test func aLiveReasoningGoesBackUnchanged() throws {
    let opaque: JSON = ["message": ["reasoning_content": "Both, then."]]
    #expect(try sent(model: "kimi-k3", opaque: opaque)["messages"]?[1]?["reasoning_content"] == "Both, then.")
    #expect(try sent(model: "m", opaque: opaque)["messages"]?[1]?["reasoning_content"] == "Both, then.")
  }

  @Test func reasoningIsASwitch() throws {
    let opaque: JSON = ["message": ["reasoning_content": "Both, then."]]
    let omitted = settings { $0.reasoningContent = .omitted }
    #expect(try sent(model: "kimi-k3", omitted)["messages"]?[1]?["reasoning_content"] == nil)
    #expect(try sent(model: "kimi-k3", omitted, opaque: opaque)["messages"]?[1]?["reasoning_content"] == nil)
    let body = try sent(.openAI, "https://api.groq.com/openai/v1", settings { $0.reasoningContent = .sent })
    #expect(body["messages"]?[1]?["reasoning_content"] == " ")
  }

  // MARK: presets

  @Test func everyPresetHasOneRowAndEveryHostOne() {
    #expect(KnownEndpoint.table.compactMap(\.preset) == KnownEndpoint.table.map(\.preset))
    #expect(Set(KnownEndpoint.table.compactMap(\.preset)) == Set(EndpointPreset.allCases))
    #expect(KnownEndpoint.table.count == EndpointPreset.allCases.count)
  }

  @Test func aPresetAsksAnotherHostAsTheVendors() throws {
    let mistral = try sent(
      .openAI, "https://proxy.example/v1", settings { $0.preset = .mistral }, extra: ["stream": true])
    #expect(mistral["random_seed"] == 7 && mistral["seed"] == nil && mistral["stream_options"] == nil)
    let other = try sent(.openAI, "https://proxy.example/v1", extra: ["stream": true])
    #expect(other["random_seed"] == nil && other["seed"] == 7 && other["stream_options"] != nil)
    let azure = try sent(.openAI, "https://proxy.example/v1", settings { $0.preset = .azure })
    #expect(azure["max_completion_tokens"] == 9 && azure["tools"]?[0]?["function"]?["strict"] == false)
    #expect(try sent(.openAI, "https://proxy.example/v1", settings { $0.preset = .gemini })["seed"] == nil)
  }

  @Test(arguments: [
    (Provider.openAI, "https://a.openai.azure.com/openai/v1", nil, "api-key", "k"),
    (.responses, "https://a.openai.azure.com/openai/v1", nil, "api-key", "k"),
    (.openAI, "https://proxy.example/v1", EndpointPreset.azure, "api-key", "k"),
    (.openAI, "https://proxy.example/v1", nil, "Authorization", "Bearer k"),
    (.responses, "https://api.openai.com/v1", nil, "Authorization", "Bearer k"),
  ])
  func aKeyGoesIntoTheHeaderThatTheVendorReads(
    provider: Provider, url: String, preset: EndpointPreset?, name: String, value: String
  ) {
    let dialect = provider.dialect(at: EndpointAccess(baseURL: url), settings { $0.preset = preset })
    #expect(dialect.headers(key: "k").map { [$0.name, $0.value] } == [[name, value]])
    #expect(dialect.headers(key: nil).isEmpty)
  }
}
