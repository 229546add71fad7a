import Testing

@testable import toolsight

@Suite struct ManualTextTests {
  /// A terminal would break it within a word.
  @Test func codeIsBrokenAtBlanks() {
    let page = ManualText("```\n  - run: apt-get install make\n```", width: 20)
    #expect(page.text == "```\n  - run: apt-get\n      install make\n```")
  }

  @Test func aWordOfCodeThatIsTooLongRunsOver() {
    #expect(ManualText("```\nsha256:0123456789 x\n```", width: 10).text == "```\nsha256:0123456789\n    x\n```")
  }
}
