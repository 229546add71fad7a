import Models
import Testing

struct CredentialsTests {
  private static let key = "sk-test-1234"

  private func access(
    _ reference: String, _ origin: ModelReference.Origin = .commandLine, key: String? = key, baseURL: String? = nil,
    trusted: Set<String> = []
  ) throws -> EndpointAccess {
    var environment: [String: String] = [:]
    environment["OPENAI_API_KEY"] = key
    environment["OPENAI_BASE_URL"] = baseURL
    return try Credentials(environment: environment, trustedHosts: trusted)
      .access(to: ModelReference(reference, origin: origin), vendor: .openAI)
  }

  @Test(
    arguments: [
      ("openai:m", .commandLine, nil, [], "https://api.openai.com/v1", true),
      ("openai:m", .file, nil, [], "https://api.openai.com/v1", true),
      ("openai:m@https://API.OpenAI.com/v1/", .file, nil, [], "https://API.OpenAI.com/v1", true),
      ("openai:m", .file, "https://proxy.example/v1", [], "https://proxy.example/v1", true),
      ("openai:m", .file, "", [], "https://api.openai.com/v1", true),
      (
        "openai:m@https://proxy.example/other//", .file, "https://proxy.example/v1", [], "https://proxy.example/other",
        true
      ),
      ("openai:m@https://other.example/v1", .commandLine, nil, [], "https://other.example/v1", true),
      ("openai:m@https://other.example/v1", .file, nil, [], "https://other.example/v1", false),
      ("openai:m@https://other.example/v1", .file, "https://proxy.example/v1", [], "https://other.example/v1", false),
      ("openai:m@https://other.example/v1", .file, nil, ["OTHER.example"], "https://other.example/v1", true),
      ("openai:m@https://other.example/v1", .file, nil, ["example"], "https://other.example/v1", false),
      ("openai:m@https://other.example/v1", .file, nil, ["another.example"], "https://other.example/v1", false),
      (
        "openai:m@https://api.openai.com.evil.example/v1", .file, nil, [], "https://api.openai.com.evil.example/v1",
        false
      ),
      (
        "openai:m@https://evil.example/api.openai.com/v1", .file, nil, [], "https://evil.example/api.openai.com/v1",
        false
      ),
      ("openai:m@https://api.openai.com./v1", .file, nil, [], "https://api.openai.com./v1", false),
      ("openai:m@http://127.0.0.1:8080/v1", .commandLine, nil, [], "http://127.0.0.1:8080/v1", true),
      ("openai:m@http://127.0.0.1:8080/v1", .file, nil, [], "http://127.0.0.1:8080/v1", false),
      ("openai:m@http://127.0.0.1:8080/v1", .file, nil, ["127.0.0.1"], "http://127.0.0.1:8080/v1", true),
      ("openai:m@http://127.1:8080/v1", .file, nil, ["127.0.0.1"], "http://127.1:8080/v1", true),
      ("openai:m@http://localhost:8080/v1", .file, nil, [], "http://localhost:8080/v1", false),
      ("openai:m@http://[::1]:8080/v1", .commandLine, nil, [], "http://[::1]:8080/v1", true),
      ("openai:m@http://[::1]:8080/v1", .file, nil, ["::1"], "http://[::1]:8080/v1", true),
      ("openai:m@http://[::1]:8080/v1", .file, nil, ["[::1]"], "http://[::1]:8080/v1", true),
      ("openai:m@https://[2001:db8::1]/v1", .file, nil, [], "https://[2001:db8::1]/v1", false),
      // Whoever shares a host may answer at another port of it.
      ("openai:m@http://127.0.0.1:81/v1", .file, "http://127.0.0.1:80/v1", [], "http://127.0.0.1:81/v1", false),
      ("openai:m@http://127.0.0.1/v2", .file, "http://127.0.0.1:80/v1", [], "http://127.0.0.1/v2", true),
      ("openai:m@http://localhost:80/v1", .file, "http://127.0.0.1:80/v1", [], "http://localhost:80/v1", false),
      (
        "openai:m@https://proxy.example:8443/v1", .file, "https://proxy.example/v1", [],
        "https://proxy.example:8443/v1", false
      ),
      (
        "openai:m@https://proxy.example:443/v1", .file, "https://proxy.example/v1", [], "https://proxy.example:443/v1",
        true
      ),
      ("openai:m@https://localhost/v1", .file, "http://localhost:443/v1", [], "https://localhost/v1", false),
      ("openai:m@https://api.openai.com:8443/v1", .file, nil, [], "https://api.openai.com:8443/v1", false),
      (
        "openai:m@https://proxy.example:8443/v1", .file, "https://proxy.example/v1", ["proxy.example"],
        "https://proxy.example:8443/v1", true
      ),
    ] as [(String, ModelReference.Origin, String?, Set<String>, String, Bool)])
  func sendsTheKeyOnlyWhereItMayGo(
    reference: String, origin: ModelReference.Origin, baseURL: String?, trusted: Set<String>, url: String, hasKey: Bool
  ) throws {
    let access = try access(reference, origin, baseURL: baseURL, trusted: trusted)
    #expect(access.baseURL == url)
    #expect(access.key == (hasKey ? Self.key : nil))
  }

  @Test(
    arguments: [
      ("openai:m@https://api.openai.com@evil.example/v1", nil, "URL without user and password for 'evil.example'"),
      ("openai:m@https://evil.example\\@api.openai.com/v1", nil, "expected a URL in ASCII"),
      ("openai:m@https://evil.example#@api.openai.com/v1", nil, "found '?' or '#' in it"),
      ("openai:m@https://evil.example?@api.openai.com/v1", nil, "found '?' or '#' in it"),
      ("openai:m@https://apı.openai.com/v1", nil, "expected a URL in ASCII"),
      ("openai:m@http://example.com/v1", nil, "plain http only reaches this machine: write https:// for 'example.com'"),
      ("openai:m@http://api.openai.com/v1", nil, "plain http only reaches this machine"),
      ("openai:m@http://10.0.0.1/v1", nil, "plain http only reaches this machine"),
      ("openai:m@http://127.0.0.1.evil.example/v1", nil, "plain http only reaches this machine"),
      ("openai:m@http://[2001:db8::1]/v1", nil, "plain http only reaches this machine"),
      ("openai:m@http://[::ffff:10.0.0.1]/v1", nil, "plain http only reaches this machine"),
      ("openai:m", "http://proxy.example/v1", "OPENAI_BASE_URL: plain http only reaches this machine"),
      ("openai:m", "proxy", "OPENAI_BASE_URL: expected a URL"),
      ("openai:m", "file:///etc/passwd", "OPENAI_BASE_URL: expected an http or https URL"),
      ("openai:", nil, "expected a model's name after 'openai:', found 'openai:'"),
    ] as [(String, String?, String)], [ModelReference.Origin.commandLine, .file])
  func refusesAddressesThatDeceiveOrAreOpen(
    row: (reference: String, baseURL: String?, message: String), origin: ModelReference.Origin
  ) throws {
    let error = try #require(throws: ModelSetupError.self) {
      try access(row.reference, origin, baseURL: row.baseURL, trusted: ["evil.example"])
    }
    #expect(error.description.contains(row.message), "\(error)")
    #expect(!error.description.contains(Self.key))
  }

  @Test(arguments: ["https://host.example", "host.example/v1", "host.example:8443", "", "a b", "host.example?"])
  func refusesToTrustWhatIsNoHost(trusted: String) throws {
    let error = try #require(throws: ModelSetupError.self) {
      try access("openai:m@https://host.example/v1", .file, trusted: [trusted])
    }
    #expect(error.description.hasPrefix("--trust-endpoint: expected a host such as 'models.example.com'"))
  }

  @Test func needsAKeyAtTheVendorsOwnHostOnly() throws {
    let error = try #require(throws: ModelSetupError.self) { try access("openai:gpt", key: nil) }
    #expect(error.description == "model 'openai:gpt' needs a key: set OPENAI_API_KEY")
    #expect(throws: ModelSetupError.self) { try access("openai:gpt", key: "") }
    #expect(try access("openai:gpt@http://127.0.0.1:1/v1", key: nil).key == nil)
    #expect(try access("openai:gpt", key: nil, baseURL: "https://proxy.example/v1").key == nil)
  }

  @Test(arguments: ["sk-1\n", " sk-1", "sk 1", "sk-1\r\nX-Evil: 1", "sk-é"])
  func refusesAKeyThatNoHeaderCanCarry(key: String) throws {
    let error = try #require(throws: ModelSetupError.self) { try access("openai:m", key: key) }
    #expect(
      error.description
        == "OPENAI_API_KEY: expected visible ASCII characters, found spaces, line breaks or others: remove them")
  }

  @Test func knowsWhereTheVendorItselfAnswers() throws {
    #expect(try access("openai:m").isVendorsOwn)
    #expect(try access("openai:m@https://API.openai.com:443/v1").isVendorsOwn)
    #expect(try !access("openai:m@http://127.0.0.1:1/v1").isVendorsOwn)
  }

  @Test func listsTheKeysThatAreSet() {
    #expect(Credentials(environment: ["OPENAI_API_KEY": "a", "OTHER": "b"]).keys == ["OPENAI_API_KEY": "a"])
    #expect(Credentials(environment: ["OPENAI_API_KEY": ""]).keys.isEmpty)
  }

  @Test(
    arguments: [
      ("openai:m", .file, key, "OPENAI_API_KEY", false),
      ("openai:m@https://other.example/v1", .file, key, nil, true),
      ("openai:m@https://other.example/v1", .file, nil, nil, false),
      ("openai:m@https://other.example/v1", .commandLine, nil, nil, false),
    ] as [(String, ModelReference.Origin, String?, String?, Bool)])
  func saysWhereAKeyCameFromAndWhetherOneWasWithheld(
    reference: String, origin: ModelReference.Origin, key: String?, variable: String?, isWithheld: Bool
  ) throws {
    let access = try access(reference, origin, key: key)
    #expect(access.keyVariable == variable)
    #expect(access.isKeyWithheld == isWithheld)
  }
}
