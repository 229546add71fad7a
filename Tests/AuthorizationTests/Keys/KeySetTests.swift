import OrderedJSON
import Testing

@testable import Authorization

struct KeySetTests {
  @Test func readsTheKeysThatCanCheckSignaturesAndLeavesTheOthers() async throws {
    let set =
      #"{"keys":[{"kty":"oct","kid":"s"},{"kty":"EC","crv":"P-256","kid":"one"},7,{"kty":"new"},{"kty":"RSA","use":"enc"}]}"#
    #expect(try await KeySet(Array(set.utf8), read: StubKeys.reader).keys.map(\.id) == ["one"])
  }

  @Test(arguments: [
    ("", "found no JSON"), ("[]", "no list of 'keys'"), (#"{"keys":{}}"#, "no list of 'keys'"),
    (#"{"keys":[]}"#, "no key for"),
    (#"{"keys":[{"kty":"oct","k":"AQ"}]}"#, "no key for"), (#"{"keys":[],"keys":[]}"#, "found no JSON"),
  ])
  func saysWhatItFoundInsteadOfKeys(_ text: String, _ reason: String) async {
    let error = await #expect(throws: KeySet.Unreadable.self) {
      try await KeySet(Array(text.utf8), read: StubKeys.reader)
    }
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  @Test func readsNoSetThatCouldHoldUpTheServer() async {
    let many = (0...KeySet.limits.keys).map { _ -> JSON in ["kty": "EC", "crv": "P-256"] }
    await #expect(throws: KeySet.Unreadable.self) {
      try await KeySet(Array((["keys": .array(many)] as JSON).compact.utf8), read: StubKeys.reader)
    }
    let long = [UInt8](repeating: UInt8(ascii: " "), count: KeySet.limits.bytes + 1)
    await #expect(throws: KeySet.Unreadable.self) {
      try await KeySet(long + StubKeys.set("one"), read: StubKeys.reader)
    }
  }

  @Test func offersAKeyOnlyForItsNameAndItsAlgorithm() async throws {
    let key = try #require(await VerificationKey(["kty": "EC", "crv": "P-256", "kid": "one"], read: StubKeys.reader))
    #expect(key.fits(try TokenHeader(["alg": "ES256", "kid": "one"])))
    #expect(key.fits(try TokenHeader(["alg": "ES256"])))
    #expect(!key.fits(try TokenHeader(["alg": "ES256", "kid": "two"])))
    #expect(!key.fits(try TokenHeader(["alg": "RS256", "kid": "one"])))
  }

  @Test func offersANamelessKeyToNoTokenThatNamesOne() async throws {
    let key = try #require(await VerificationKey(["kty": "EC", "crv": "P-256"], read: StubKeys.reader))
    #expect(!key.fits(try TokenHeader(["alg": "ES256", "kid": "one"])))
  }
}
