import Testing

@testable import Reports

@Suite struct HTMLTests {
  private func written(_ html: HTML) -> String {
    var writer = HTMLWriter { $0 }
    writer.write(html)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func whatIsInterpolatedIsText() {
    let text = "<b title=\"x\">'&'</b>"
    #expect(written("<p>\(text)</p>") == "<p>&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;</p>")
  }

  @Test func markupInMarkupStaysMarkup() {
    let inner: HTML = "<i>\("<")</i>"
    #expect(written("<p>\(inner)\([inner, inner])\(3)</p>") == "<p><i>&lt;</i><i>&lt;</i><i>&lt;</i>3</p>")
  }

  @Test func textsAreBounded() {
    let long = String(repeating: "x", count: 50)
    #expect(written("\(long, limit: 3)") == "xxx… [47 more characters]")
  }

  @Test(arguments: [("find-by-words", "case-find-by-words"), ("a b/ä", "case-a.20b.2f.c3.a4"), ("", "case-")])
  func anchorsHoldOnlyWhatAFragmentMay(id: String, anchor: String) {
    #expect(id.anchor == anchor)
  }
}
