import Foundation
import Testing

@testable import Authorization

struct VerifiedTokensTests {
  private let caller = Caller(subject: "ana")
  private let now = SampleToken.now

  @Test func remembersATokenUntilItsTimeIsUp() {
    let tokens = VerifiedTokens()
    tokens.keep(caller, "one", until: now.addingTimeInterval(10), at: now)
    #expect(tokens.caller("one", at: now.addingTimeInterval(9)) == caller)
    #expect(tokens.caller("one", at: now.addingTimeInterval(10)) == nil)
    #expect(tokens.count == 0)
  }

  @Test func takesNoTokenForAnother() {
    let tokens = VerifiedTokens()
    tokens.keep(caller, VerifiedTokens.digest("one"), until: .distantFuture, at: now)
    #expect(tokens.caller(VerifiedTokens.digest("two"), at: now) == nil)
  }

  @Test func growsNoLargerThanItMay() {
    let tokens = VerifiedTokens(capacity: 3)
    for index in 0..<100 { tokens.keep(caller, "\(index)", until: .distantFuture, at: now) }
    #expect(tokens.count <= 3)
    #expect(tokens.caller("99", at: now) == caller)
  }

  @Test func letsGoOfWhatHasEndedFirst() {
    let tokens = VerifiedTokens(capacity: 2)
    tokens.keep(caller, "ended", until: now, at: now)
    tokens.keep(caller, "good", until: .distantFuture, at: now)
    tokens.keep(caller, "new", until: .distantFuture, at: now)
    #expect(tokens.caller("good", at: now) == caller)
  }
}
