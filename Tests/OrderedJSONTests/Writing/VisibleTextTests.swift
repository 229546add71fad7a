import OrderedJSON
import Testing

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

  /// What a stranger wrote starts no line and steers no terminal, in whichever value of a message it stands.
  @Test(arguments: [
    ("a\nb", "a⏎b"), ("a\r\nb", "a\\u{D}⏎b"), ("a\rb", "a\\u{D}b"), ("a\u{2028}b", "a\\u{2028}b"),
    ("a\u{2029}b", "a\\u{2029}b"), ("a\u{85}b", "a\\u{85}b"), ("a\u{0B}b", "a\\u{B}b"), ("\u{1B}[2J", "\\u{1B}[2J"),
    ("\u{9B}2J", "\\u{9B}2J"), ("a\u{202E}b", "a\\u{202E}b"), ("a\u{7F}b", "a\\u{7F}b"), ("a\tb", "a b"),
  ])
  func excerptsAreOnOneLine(text: String, shown: String) {
    #expect(text.excerpt() == shown)
    #expect(JSON.string(text).excerpt() == "'\(shown)'")
    for value in [JSON.array([.string(text)]), .object([text: 1])] {
      let bad = value.excerpt().unicodeScalars.filter {
        [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory) || $0 == "\u{202E}"
      }
      #expect(bad.isEmpty, "\(value.excerpt())")
    }
  }
}
