import OrderedJSON
import Testing

@Suite struct JSONNumberTests {
  private func number(_ text: String) -> JSONNumber { JSONNumber(uncheckedText: text) }

  @Test(arguments: [
    ("1", "1.0"), ("1", "10e-1"), ("0", "-0"), ("0", "0e99999999999999999999"), ("100", "1E+2"), ("0.1", "1e-1"),
    ("123456789012345678901234567890", "1.2345678901234567890123456789e29"), ("1e400", "10e399"), ("-5.50", "-55e-1"),
    ("9007199254740993", "9007199254740993.0"),
  ])
  func equalsWhateverTheSpelling(_ left: String, _ right: String) {
    #expect(number(left) == number(right))
    #expect(number(left).hashValue == number(right).hashValue)
    #expect(number(left).normalized.description == number(right).normalized.description)
    #expect(!(number(left) < number(right)) && !(number(right) < number(left)))
  }

  @Test(arguments: [
    ("1", "2"), ("-2", "-1"), ("-1", "0"), ("-0.1", "1e-999999999"), ("0", "1e-999999999999999999999"),
    ("9007199254740992", "9007199254740993"), ("0.1", "0.10000000000000000000000001"), ("9", "10"), ("99e0", "1e2"),
    ("1e308", "1e400"), ("-1e400", "-1e308"), ("-1e999999999999", "0"), ("0.09", "0.1"), ("999999999999999999", "1e18"),
  ])
  func isOrderedExactly(_ smaller: String, _ larger: String) {
    #expect(number(smaller) < number(larger))
    #expect(!(number(larger) < number(smaller)))
    #expect(number(smaller) != number(larger))
  }

  @Test(
    arguments: [
      ("1", 1), ("1.0", 1), ("-0", 0), ("1e3", 1000), ("12e-1", nil), ("1.5", nil), ("9223372036854775807", .max),
      ("9223372036854775808", nil), ("-9223372036854775808", .min), ("-9223372036854775809", nil), ("1e19", nil),
      ("1e999999999999999999999", nil), ("0.00e5", 0), ("120e-1", 12), ("922337203685477580.7e1", .max),
    ] as [(String, Int?)])
  func intValueIsExactOrAbsent(_ text: String, _ expected: Int?) {
    #expect(number(text).intValue == expected)
  }

  @Test(arguments: [("1e999999999999", true), ("1.0", true), ("1.01e2", true), ("1.01e1", false), ("1e-1", false)])
  func isIntegerByValue(_ text: String, _ expected: Bool) {
    #expect(number(text).isInteger == expected)
  }

  @Test(
    arguments: [
      ("10", "2", true), ("7", "2", false), ("4.5", "1.5", true), ("0.0075", "0.0001", true),
      ("0.00751", "0.0001", false),
      ("1e308", "0.123456789", false), ("1e308", "0.5", true), ("1e308", "3", false), ("3e308", "3", true),
      ("1.1", "0.1", true), ("19.99", "0.01", true), ("0", "7", true), ("-9", "3", true), ("9", "-3", true),
      ("1e999999999999", "7", false), ("7e999999999999", "7", true), ("1e-999999999999", "1", false),
      ("12345678901234567890123456789012345678", "2", true), ("1e40", "1024", true), ("5e9", "1024", false),
      ("1", "0", nil), ("1", "12345678901234567890123456789012345678", nil),
    ] as [(String, String, Bool?)])
  func isMultipleInExactDecimals(_ value: String, _ divisor: String, _ expected: Bool?) {
    #expect(number(value).isMultiple(of: number(divisor)) == expected)
  }

  @Test(arguments: [
    ("100", "100"), ("1e20", "100000000000000000000"), ("1e21", "1e+21"), ("1.5e21", "1.5e+21"),
    ("0.000001", "0.000001"),
    ("0.0000001", "1e-7"), ("-123.4500", "-123.45"), ("-0.0", "0"), ("12.5e-9", "1.25e-8"), ("1e1000000", "1e+1000000"),
  ])
  func hasOneNormalSpelling(_ text: String, _ expected: String) {
    #expect(number(text).normalized.description == expected)
    #expect(number(expected) == number(text))
  }

  @Test func literalsAreSpelledShortly() {
    #expect(JSON.array([1, 1.0, 0.1, -3]).compact == "[1,1,0.1,-3]")
  }
}
