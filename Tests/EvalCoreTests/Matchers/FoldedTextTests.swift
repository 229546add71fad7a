import Testing

@testable import EvalCore

struct FoldedTextTests {
  @Test(arguments: [
    ("Login", " LOGIN\n"), ("a  b", "a\u{3000}b"), ("\u{C9}", "e\u{301}"), ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ("STRASSE", "stra\u{DF}e"),
    ("\u{1E9E}", "ss"), ("\u{FB01}n", "FIN"), ("ǅ", "ǆ"), ("", " \t "),
  ])
  func meetsTheSameTextInOtherDress(_ left: String, _ right: String) {
    #expect(FoldedText(left) == FoldedText(right))
  }

  @Test(arguments: [("a b", "ab"), ("i", "\u{131}"), ("e", "\u{E9}"), ("1", "\u{FF11}")])
  func keepsDifferentTextsApart(_ left: String, _ right: String) {
    #expect(FoldedText(left) != FoldedText(right))
  }

  @Test func findsPartsByWholeLetters() {
    #expect(FoldedText("The LOGIN\tpage").contains(FoldedText("login page")))
    #expect(!FoldedText("caf\u{E9}").contains(FoldedText("cafe")))
    #expect(FoldedText("abc").contains(FoldedText("")))
    #expect(!FoldedText("ab").contains(FoldedText("abc")))
    #expect(FoldedText("aabaabaaab").contains(FoldedText("aabaaab")))
    #expect(!FoldedText("aabaabaab").contains(FoldedText("aabaaab")))
  }

  @Test func searchesHostileTextInLinearTime() {
    let text = FoldedText(String(repeating: "a", count: 400_000))
    #expect(!text.contains(FoldedText(String(repeating: "a", count: 100_000) + "b")))
  }
}
