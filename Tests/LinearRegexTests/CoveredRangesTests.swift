import LinearRegex
import Testing

@Suite struct CoveredRangesTests {
  @Test(
    arguments: [
      ("M[0-9]{3}", "M123M456 M12", [0..<4, 4..<8]), ("a+", "baab", [1..<3]), ("a*", "bab", [1..<2]), ("", "abc", []),
      // What overlaps is one range.
      ("aa", "aaa", [0..<3]), ("ab|bc", "abc", [0..<3]), ("abc|bc|c", "abc", [0..<3]),
      // In UTF-8 bytes.
      ("é", "aéé", [1..<3, 3..<5]), ("\\bx\\b", "x xx é x", [0..<1, 8..<9]), ("^a", "aa", [0..<1]),
      ("a$", "aa", [1..<2]),
      ("(?i)k", "K\u{212A}", [0..<1, 1..<4]), ("a.*b|b", "b aXb b", [0..<1, 2..<7]),
    ] as [(String, String, [Range<Int>])])
  func coverEveryMatch(pattern: String, text: String, ranges: [Range<Int>]) throws {
    #expect(try LinearRegex(pattern).coveredRanges(in: text) == ranges)
  }

  /// Would take minutes, were it sought anew behind each match.
  @Test func areFoundInOnePassOverManyMatches() throws {
    let text = String(repeating: "a", count: 200_000)
    #expect(try LinearRegex("a|a.*b").coveredRanges(in: text).count == 200_000)
  }
}
