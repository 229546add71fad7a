import Testing

@testable import MCP

struct HeaderWordTests {
  @Test(arguments: [
    ("lookup_order", "lookup_order"), ("a b", "a b"), ("", ""), (" a", "=?base64?IGE=?="), ("é", "=?base64?w6k=?="),
    ("a\nb", "=?base64?YQpi?="), ("=?base64?YQ==?=", "=?base64?PT9iYXNlNjQ/WVE9PT89?="),
  ])
  func wrapsWhatAHeaderCannotSay(_ plain: String, _ encoded: String) {
    #expect(HeaderWord.encode(plain) == encoded)
    #expect(HeaderWord.decode(encoded) == plain)
  }

  @Test(arguments: ["=?base64?YQ?=", "=?base64?Y*==?=", "=?base64?/w==?="])
  func refusesAWrappedValueThatHoldsNoText(_ value: String) { #expect(HeaderWord.decode(value) == nil) }

  @Test(arguments: ["=?base64?YQ==", "=?base64?=", "=?BASE64?YQ==?="])
  func takesAValueWithoutBothMarksAsItIs(_ value: String) { #expect(HeaderWord.decode(value) == value) }
}
