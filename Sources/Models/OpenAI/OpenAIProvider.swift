import EvalCore
import OrderedJSON

extension Vendor {
  package static let openAI = Vendor(
    keyVariables: ["OPENAI_API_KEY"], urlVariable: "OPENAI_BASE_URL", defaultURL: "https://api.openai.com/v1",
    host: "api.openai.com")
}

extension Provider {
  /// Chat Completions, of OpenAI and of everything compatible.
  package static let openAI = Provider(
    name: ChatCompletions.name, vendor: .openAI, limits: ChatCompletions.limits, unsent: [],
    endpointKeys: ["preset", "strict", "token_limit", "reasoning_content", "headers", "query"],
    responseFormat: { schema, name, isStrict in
      [
        "response_format": [
          "type": "json_schema",
          "json_schema": ["name": .string(name), "strict": .bool(isStrict), "schema": schema],
        ]
      ]
    },
    likelihoods: AnswerToken.members(asking:),
    // The second one is Mistral's word.
    seedPaths: [["seed"], ["random_seed"]], messageMembers: ["messages"], versionHeaders: ["openai-beta"],
    rateLimits: RateLimitHeaders { "x-ratelimit-\($0.rawValue)-\($1)" }, prices: openAIPrices,
    isHome: { name in
      ModelFamily.isOfOpenAI(name)
        || ["gpt-", "chatgpt-"].contains(where: name.hasPrefix) && !name.hasPrefix("gpt-oss")
    },
    ruleMakers: RuleMaker.behindCompatible,
    makeDialect: { ChatCompletions(EndpointQuirks($0, model: $1, $2)) })
}
