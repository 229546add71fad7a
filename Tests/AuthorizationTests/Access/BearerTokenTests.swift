import Testing

@testable import Authorization

struct BearerTokenTests {
  @Test(arguments: ["Bearer abc.def-_~+/==", "bearer abc.def-_~+/==", "BEARER   abc.def-_~+/=="])
  func takesTheTokenOfOneHeaderWhateverTheCaseOfItsScheme(value: String) throws {
    #expect(try BearerToken(authorization: [value], query: nil).text == "abc.def-_~+/==")
  }

  @Test(arguments: [[], ["Basic YTpi"], ["Bearerabc"], [""], ["DPoP abc"]])
  func findsNoneWhereTheClientHasNotTriedYet(values: [String]) {
    #expect(throws: AuthorizationRefusal.missing) { try BearerToken(authorization: values, query: nil) }
  }

  @Test(arguments: [
    ["Bearer a", "Bearer a"], ["Bearer a", "Basic YTpi"], ["Bearer a, Bearer b"], ["Bearer a b"], ["Bearer"],
    ["Bearer "],
    ["Bearer a=b"], ["Bearer =="], ["Bearer \"a\""], ["Bearer a\tb"], ["Bearer é"], ["Bearer a\u{0}"],
  ])
  func refusesWhatIsNotOneTokenInOneHeader(values: [String]) {
    let refusal = #expect(throws: AuthorizationRefusal.self) { try BearerToken(authorization: values, query: nil) }
    #expect(refusal?.status == 400)
  }

  @Test(arguments: ["access_token=a", "x=1&access_token=a", "access%5Ftoken=a", "access_token", "Access_Token=a"])
  func refusesATokenInTheAddressAlsoBesideAHeader(query: String) {
    for values in [[], ["Bearer a"]] {
      let refusal = #expect(throws: AuthorizationRefusal.self) { try BearerToken(authorization: values, query: query) }
      #expect(refusal == .malformed("expected the token in the Authorization header, found one in the address"))
    }
  }

  @Test func leavesOtherQueriesAlone() throws {
    #expect(try BearerToken(authorization: ["Bearer a"], query: "session_id=7&x").text == "a")
  }

  @Test func refusesATokenThatIsTooLongToBeOne() throws {
    let longest = String(repeating: "a", count: BearerToken.limit)
    #expect(try BearerToken(authorization: ["Bearer " + longest], query: nil).text == longest)
    let refusal = #expect(throws: AuthorizationRefusal.self) {
      try BearerToken(authorization: ["Bearer a" + longest], query: nil)
    }
    #expect(refusal == .malformed("expected a token of at most 16384 bytes, found 16385"))
  }
}
