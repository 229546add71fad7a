import OrderedJSON
import Testing

@testable import Reports

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[31m", "\\u{1B}[31m"), ("a\u{202E}b", "a\\u{202E}b"), ("a\u{200B}b", "a\\u{200B}b"),
    ("\u{FEFF}x", "\\u{FEFF}x"), ("x\u{E0041}", "x\\u{E0041}"), ("\u{9B}", "\\u{9B}"), ("a\u{2028}b", "a\\u{2028}b"),
    ("a\u{200D}b", "a\\u{200D}b"), ("👩\u{200D}👧", "👩\u{200D}👧"), ("❤\u{FE0F}", "❤\u{FE0F}"), ("María 日本", "María 日本"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("\r", "\\u{D}"),
  ])
  func hiddenCharactersAreWrittenOut(text: String, shown: String) {
    #expect(text.visible(keepsLines: true) == shown)
  }

  @Test func lineBreaksStayOnlyWhereTheyMay() {
    #expect("a\nb\tc".visible(keepsLines: true) == "a\nb\tc")
    #expect("a\nb\tc".visible(keepsLines: false) == "a⏎b c")
  }

  @Test func longTextsSayWhatIsLeftOut() {
    #expect(String(repeating: "é", count: 1_210).bounded(to: 10) == "éééééééééé… [1,200 more characters]")
    #expect("é".bounded(to: 1) == "é")
  }

  @Test func secretsAreReplacedBeforeTextsAreCut() {
    let texts = TextGuard { $0.replacing("secret", with: "***") }
    #expect(texts.text("a secret", limit: 5) == "a ***")
    #expect(texts.line(["k\"secret": ["secret"]], limit: 99) == #"{"k\"***":["***"]}"#)
  }
}
