import OrderedJSON
import Testing

@testable import EvalCore

struct ExactArithmeticTests {
  static func number(_ text: String) -> JSONNumber { JSONNumber(uncheckedText: text) }

  @Test(arguments: [
    ("0.1", "0.2", "0.3"), ("1", "-1", "0"), ("999", "1", "1000"), ("-5", "3", "-2"), ("3", "-5", "-2"),
    ("1e-30", "1", "1.000000000000000000000000000001"),
    ("1e3", "-1e-3", "999.999"), ("-0.5", "-0.5", "-1"), ("1000", "-1", "999"), ("0", "7", "7"),
  ])
  func addsExactly(_ left: String, _ right: String, _ sum: String) {
    #expect(Self.number(left).plus(Self.number(right)) == Self.number(sum))
    #expect(Self.number(right).plus(Self.number(left)) == Self.number(sum))
  }

  @Test(arguments: [
    ("0.01", "200", "2"), ("99", "99", "9801"), ("1e-5", "1e5", "1"), ("0", "7", "0"), ("0.125", "8", "1"),
  ])
  func multipliesExactly(_ left: String, _ right: String, _ product: String) {
    #expect(Self.number(left).times(Self.number(right)) == Self.number(product))
  }

  @Test func sumsOfSmallNumbersAgreeWithIntegers() {
    for left in -120...120 {
      for right in stride(from: -111, through: 111, by: 7) {
        #expect(JSONNumber(left).plus(JSONNumber(right)).intValue == left + right)
      }
    }
  }
}
