import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct CallArgumentsTests {
  @Test(arguments: [
    ("{}", "{}"), ("", "{}"), (" \n\t", "{}"), ("null", "{}"), (" null ", "{}"),
    (#"{"b":1.0,"a":{"x":[null]}}"#, #"{"b":1.0,"a":{"x":[null]}}"#), (#" {"a":1} "#, #"{"a":1}"#),
    // Half a surrogate pair is JSON to most clients, and so is a byte order mark.
    (#"{"a":"\ud800"}"#, "{\"a\":\"\u{FFFD}\"}"), ("\u{FEFF}{}", "{}"),
  ])
  func readsAnObjectAndNothingAsNone(text: String, object: String) {
    guard case .object(let found) = ModelCall.Arguments(text: text) else {
      Testing.Issue.record("expected an object")
      return
    }
    #expect(JSON.object(found).compact == object)
  }

  @Test(arguments: [
    ("[]", "arguments are not an object but array"), ("7", "arguments are not an object but number"),
    ("\"{}\"", "arguments are not an object but string"), ("false", "arguments are not an object but boolean"),
    (#"{"a":1"#, "arguments are not JSON: "), (#"{"a":1}}"#, "arguments are not JSON: "),
    (#"{"a":1,"a":1}"#, "arguments are not JSON: "), ("{a:1}", "arguments are not JSON: "),
    ("search(login)", "arguments are not JSON: "), (#"{"a":NaN}"#, "arguments are not JSON: "),
    (String(repeating: "[", count: 100_000), "arguments are not JSON: "),
  ])
  func keepsWhatIsMalformedAsWritten(text: String, reason: String) {
    guard case .malformed(let kept, let found) = ModelCall.Arguments(text: text) else {
      Testing.Issue.record("expected malformed arguments")
      return
    }
    #expect(kept == text)
    #expect(found.hasPrefix(reason))
  }
}
