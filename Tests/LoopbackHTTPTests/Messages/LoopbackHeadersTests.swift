import Testing

@testable import LoopbackHTTP

struct LoopbackHeadersTests {
  private let headers: LoopbackHeaders = ["Accept": "a", "X-Two": "1, 2", "x-two": "3", "Connection": "x , Close\t"]

  @Test(arguments: [("accept", "a"), ("ACCEPT", "a"), ("X-TWO", "1, 2"), ("Acce", nil), ("", nil)])
  func findsTheFirstValueWhateverTheCase(name: String, value: String?) {
    #expect(headers[name] == value)
  }

  @Test func givesEveryValueOfARepeatedNameInOrder() {
    #expect(headers.values("x-Two") == ["1, 2", "3"])
    #expect(headers.values("none") == [])
  }

  @Test(arguments: [("close", true), ("x", true), ("clos", false), ("x , close", false)])
  func findsAWordInAList(word: String, isThere: Bool) {
    #expect(headers.contains(word, in: "connection") == isThere)
  }

  @Test func comparesOnlyASCIILettersWithoutCase() {
    #expect("@[`{".hasSameLetters(as: "@[`{"))
    #expect(!"@[".hasSameLetters(as: "`{"))
    #expect(!"Ä".hasSameLetters(as: "ä"))
  }
}
