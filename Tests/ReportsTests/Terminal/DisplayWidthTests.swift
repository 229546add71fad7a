import Testing

@testable import Reports

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("María", 5), ("e\u{301}", 1), ("日本", 4), ("ｱ", 1), ("Ａ", 2), ("한글", 4), ("🔎", 2),
    ("👩‍👩‍👧", 2),
    ("🇩🇪", 2), ("❤️", 2), ("→", 1), ("−", 1), ("…", 1),
  ])
  func countsColumns(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test(arguments: [("abcdef", 4, "abc…"), ("日本語", 4, "日…"), ("日本語", 6, "日本語"), ("ab", 2, "ab"), ("abc", 1, "…")])
  func clipsAtColumns(text: String, width: Int, clipped: String) {
    let characters = StyledCharacters(StyledText(text)) { $0 }
    #expect(characters.clipped(to: width).rendered(color: false) == clipped)
    #expect(text.clipped(to: width) == clipped)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("abcdefgh", 3, ["abc", "def", "gh"]), ("a  b", 9, ["a b"]),
    ("", 5, []),
    ("日本語文", 5, ["日本", "語文"]),
  ])
  func breaksAtSpacesWhereThereAreAny(text: String, width: Int, lines: [String]) {
    let characters = StyledCharacters(StyledText(text)) { $0 }
    #expect(characters.wrapped(to: width).map { $0.rendered(color: false) } == lines)
  }
}
