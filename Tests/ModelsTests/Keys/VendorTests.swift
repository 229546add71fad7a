import Models
import Testing

struct VendorTests {
  private func access(
    _ reference: String, _ provider: Provider, _ environment: [String: String] = [:],
    origin: ModelReference.Origin = .commandLine
  ) throws -> EndpointAccess {
    try Credentials(environment: environment).access(
      to: ModelReference(reference, origin: origin), vendor: provider.vendor)
  }

  private static let everyKey = [
    "OPENAI_API_KEY": "k-openai", "ANTHROPIC_API_KEY": "k-anthropic", "GEMINI_API_KEY": "k-gemini",
    "GOOGLE_API_KEY": "k-google", "OLLAMA_API_KEY": "k-ollama",
  ]

  @Test(
    arguments: [
      (Provider.openAI, "openai:m", "https://api.openai.com/v1", "k-openai"),
      (.responses, "openai-responses:m", "https://api.openai.com/v1", "k-openai"),
      (.anthropic, "anthropic:m", "https://api.anthropic.com", "k-anthropic"),
      (.gemini, "gemini:m", "https://generativelanguage.googleapis.com", "k-google"),
      (.ollama, "ollama:m", "http://127.0.0.1:11434", nil),
      (.ollama, "ollama:m@https://ollama.com", "https://ollama.com", "k-ollama"),
      (.ollama, "ollama:m@https://ollama.com/api/", "https://ollama.com/api", "k-ollama"),
    ] as [(Provider, String, String, String?)])
  func showEachVendorItsOwnKeyAtItsOwnHost(provider: Provider, reference: String, url: String, key: String?) throws {
    for origin in [ModelReference.Origin.commandLine, .file] {
      let access = try access(reference, provider, Self.everyKey, origin: origin)
      #expect(access.baseURL == url)
      #expect(access.key == key)
    }
  }

  @Test(arguments: [
    (Provider.openAI, "openai", "OPENAI_BASE_URL", "k-openai"),
    (.responses, "openai-responses", "OPENAI_BASE_URL", "k-openai"),
    (.anthropic, "anthropic", "ANTHROPIC_BASE_URL", "k-anthropic"),
    (.gemini, "gemini", "GOOGLE_GEMINI_BASE_URL", "k-google"), (.ollama, "ollama", "OLLAMA_HOST", "k-ollama"),
  ])
  func showItToNobodyElse(provider: Provider, name: String, variable: String, key: String) throws {
    let elsewhere = "\(name):m@https://elsewhere.example"
    #expect(try access(elsewhere, provider, Self.everyKey, origin: .file).key == nil)
    #expect(try access(elsewhere, provider, Self.everyKey).key == key)
    let proxied = Self.everyKey.merging([variable: "https://proxy.example/x"]) { $1 }
    #expect(try access("\(name):m", provider, proxied, origin: .file).key == key)
    #expect(try access("\(name):m", provider, proxied, origin: .file).baseURL == "https://proxy.example/x")
    #expect(try access("\(name):m@https://proxy.example/y", provider, proxied, origin: .file).key == key)
    #expect(try access(elsewhere, provider, proxied, origin: .file).key == nil)
    // Another vendor's host is a stranger, too.
    let other = provider == .anthropic ? "https://api.openai.com/v1" : "https://api.anthropic.com"
    #expect(try access("\(name):m@\(other)", provider, Self.everyKey, origin: .file).key == nil)
  }

  @Test(arguments: [
    (Provider.responses, "openai-responses:m", "set OPENAI_API_KEY"),
    (.anthropic, "anthropic:m", "set ANTHROPIC_API_KEY"),
    (.gemini, "gemini:m", "set GOOGLE_API_KEY or GEMINI_API_KEY"),
    (.ollama, "ollama:m@https://ollama.com", "set OLLAMA_API_KEY"),
  ])
  func needAKeyAtTheirOwnHost(provider: Provider, reference: String, message: String) throws {
    let error = try #require(throws: ModelSetupError.self) { try access(reference, provider) }
    let model = reference.split(separator: "@")[0]
    #expect(error.description == "model '\(model)' needs a key: \(message)")
  }

  @Test func readEitherOfGooglesKeys() throws {
    #expect(try access("gemini:m", .gemini, ["GEMINI_API_KEY": "k-gemini", "GOOGLE_API_KEY": ""]).key == "k-gemini")
    let error = try #require(throws: ModelSetupError.self) {
      try access("gemini:m", .gemini, ["GEMINI_API_KEY": "k gemini"])
    }
    #expect(error.description.hasPrefix("GEMINI_API_KEY: expected visible ASCII characters"))
  }

  @Test(arguments: [
    ("127.0.0.1", "http://127.0.0.1:11434"), ("127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("localhost:9", "http://localhost:9"), (":8080", "http://127.0.0.1:8080"), ("0.0.0.0", "http://127.0.0.1:11434"),
    ("0.0.0.0:8080", "http://127.0.0.1:8080"), ("[::]:8080", "http://127.0.0.1:8080"),
    ("::1", "http://[::1]:11434"), ("[::1]", "http://[::1]:11434"), ("[::1]:8080", "http://[::1]:8080"),
    ("http://0.0.0.0:8080/", "http://127.0.0.1:8080"), ("http://127.0.0.1", "http://127.0.0.1"),
    ("https://box.example/ollama", "https://box.example/ollama"), ("ollama.com", "https://ollama.com"),
  ])
  func readOllamasHostAsOllamaDoes(value: String, url: String) throws {
    let key = url == "https://ollama.com" ? ["OLLAMA_API_KEY": "k"] : [:]
    #expect(try access("ollama:m", .ollama, key.merging(["OLLAMA_HOST": value]) { $1 }).baseURL == url)
  }

  @Test(arguments: [
    ("192.168.1.5", "OLLAMA_HOST: plain http only reaches this machine: write https:// for '192.168.1.5'"),
    ("http://box.example:11434", "OLLAMA_HOST: plain http only reaches this machine"),
    ("127.0.0.1:x", "OLLAMA_HOST: "), ("a b", "OLLAMA_HOST: "), ("?", "OLLAMA_HOST: expected a base URL"),
  ])
  func refuseHostsThatAreOpenOrNone(value: String, message: String) throws {
    let error = try #require(throws: ModelSetupError.self) { try access("ollama:m", .ollama, ["OLLAMA_HOST": value]) }
    #expect(error.description.hasPrefix(message), "\(error)")
  }

  @Test func listEveryKeyForRedaction() {
    #expect(Credentials(environment: Self.everyKey.merging(["OTHER": "x"]) { $1 }).keys == Self.everyKey)
  }
}
