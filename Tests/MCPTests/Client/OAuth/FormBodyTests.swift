import Testing

@testable import MCP

struct FormBodyTests {
  @Test func encodesEverythingThatCouldBeRead() {
    #expect(FormBody([("a b", "c&d=+é~"), ("left out", nil), ("e", "")]).text == "a%20b=c%26d%3D%2B%C3%A9%7E&e=")
  }

  @Test(arguments: [("https://a/b", "https://a/b?x=1"), ("https://a/b?c=d", "https://a/b?c=d&x=1")])
  func standsBehindTheQueryOfAURL(_ url: String, _ whole: String) {
    #expect(FormBody([("x", "1")]).appended(to: url) == whole)
  }
}
