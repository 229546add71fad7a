import OrderedJSON
import Testing

@testable import Authorization

struct SignedTokenTests {
  private let sample = SampleToken()

  @Test func takesATokenApart() throws {
    let token = try SignedToken(sample.text(signature: [1, 2, 3]))
    #expect(token.signed == Array(sample.signed.utf8))
    #expect(token.signature == [1, 2, 3])
    #expect(token.header.algorithm == .es256)
    #expect(token.header.keyID == "one")
    #expect(try token.claims()["sub"]?.stringValue == "ana")
  }

  @Test(arguments: ["", "a", "a.b", "a.b.c.d", "..", "e30.e30.", "W10.e30.AQ", "e30.e30.AQ==", "é.e30.AQ"])
  func refusesWhatIsNoneInForm(text: String) { Self.expectRefusal(text) }

  @Test func refusesARepeatedMember() {
    let header = Base64URL.encoded(#"{"alg":"ES256","alg":"none"}"#.utf8)
    Self.expectRefusal(header + ".e30.AQ")
    let claims = Base64URL.encoded(#"{"sub":"ana","sub":"root"}"#.utf8)
    #expect(throws: AuthorizationRefusal.self) {
      try SignedToken(SampleToken.part(["alg": "ES256"]) + "." + claims + ".AQ").claims()
    }
  }

  @Test(arguments: ["none", "None", "NONE", "nOnE", "", "HS256", "HS384", "HS512", "RS1", "ES256K", "es256", "dir"])
  func hearsOfNoOtherAlgorithm(name: String) {
    Self.expectRefusal(sample.with(header: "alg", .string(name)).text(signature: [1]))
  }

  @Test func hearsOfNoAlgorithmThatIsNoWord() {
    for value: JSON? in [nil, .null, ["ES256"], 1] { Self.expectRefusal(sample.with(header: "alg", value).text) }
  }

  @Test(
    arguments: [
      ("crit", ["exp"]), ("crit", []), ("jwk", ["kty": "EC"]), ("jku", "https://evil.example/keys"),
      ("x5u", "https://evil.example/c"), ("typ", "dpop+jwt"), ("typ", "logout+jwt"), ("typ", 1), ("kid", 1),
      ("kid", ["one"]),
    ] as [(String, JSON)])
  func refusesAHeaderThatWantsMore(_ member: String, _ value: JSON) {
    Self.expectRefusal(sample.with(header: member, value).text)
  }

  @Test(arguments: ["JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"])
  func takesEveryTypeOfAccessToken(type: String) throws {
    #expect(try SignedToken(sample.with(header: "typ", .string(type)).text).header.algorithm == .es256)
  }

  private static func expectRefusal(_ text: String, _ location: SourceLocation = #_sourceLocation) {
    let refusal = #expect(throws: AuthorizationRefusal.self, sourceLocation: location) { try SignedToken(text) }
    #expect(refusal?.status == 401, sourceLocation: location)
  }
}
