import Testing

@testable import Reports

@Suite struct CodeSpanTests {
  @Test(
    arguments: [
      ("plain", "`plain`"), ("", "–"), ("a `b` c", "``a `b` c``"), ("`b`", "`` `b` ``"), ("``", "``` `` ```"),
      ("a```b", "`a\\u{60}\\u{60}\\u{60}b`"), (" a", "`  a `"), ("@user #7", "`@user #7`"), ("<b>", "`<b>`"),
    ])
  func isShownLetterByLetter(text: String, markdown: String) {
    #expect(CodeSpan.markdown(text, inTable: false) == markdown)
  }

  @Test(
    arguments: [
      ("a|b", "`a\\|b`"), ("a\\|b", "`a\\\\u{7C}b`"), ("||", "`\\|\\|`"), ("a\\", "`a\\`"), ("\\\\|", "`\\\\\\u{7C}`"),
    ])
  func barsDoNotEndACell(text: String, markdown: String) {
    #expect(CodeSpan.markdown(text, inTable: true) == markdown)
    #expect(CodeSpan.markdown("a|b", inTable: false) == "`a|b`")
  }

  @Test func anElementHoldsNoMarkup() {
    #expect(CodeSpan.element("<b>\"&\" @user") == "<code>&lt;b&gt;&quot;&amp;&quot; @user</code>")
  }
}
