import Testing

@testable import toolsight

struct TextDifferenceTests {
  @Test(
    arguments: [
      ("one two", "one three", "one two", "one three"),
      (
        "a b c d e f old g h i j k l", "a b c d e f new g h i j k l", "… c d e f old g h i j …",
        "… c d e f new g h i j …"
      ),
      ("a b c d e", "a b c d e f", "… b c d e", "… b c d e f"),
      ("same same", "same same same", "same same", "same same same"),
      ("x\n y", "x z", "x y", "x z"),
    ])
  func keepsWhatDiffersAndAFewWordsAroundIt(before: String, after: String, shownBefore: String, shownAfter: String) {
    let difference = TextDifference(from: before, to: after)
    #expect(difference.before == shownBefore && difference.after == shownAfter)
  }

  @Test func cutsWhatIsLong() {
    let long = (1...100).map(String.init).joined(separator: " ")
    let difference = TextDifference(from: "a b c d e", to: "a b c d e " + long)
    #expect(difference.before == "… b c d e")
    #expect(difference.after.hasPrefix("… b c d e 1 2 ") && difference.after.hasSuffix(" 55 56 …"))
  }
}
