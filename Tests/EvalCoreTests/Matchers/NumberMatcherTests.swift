import OrderedJSON
import Testing

@testable import EvalCore

struct NumberMatcherTests {
  @Test func absurdExponentsTakeNoTime() {
    let huge = ExactArithmeticTests.number("1e999999999999999999999")
    let tiny = ExactArithmeticTests.number("1e-999999999999999999999")
    #expect(NumberMatcher.near(huge, absolute: tiny).accepts(huge))
    #expect(!NumberMatcher.near(JSONNumber(1), absolute: JSONNumber(1)).accepts(huge))
    #expect(NumberMatcher.nearRelative(huge, relative: huge).accepts(tiny))
    #expect(!NumberMatcher.near(JSONNumber(1), absolute: tiny).accepts(JSONNumber(2)))
  }
}
