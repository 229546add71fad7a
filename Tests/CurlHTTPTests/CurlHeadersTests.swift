import Testing

@testable import CurlHTTP

struct CurlHeadersTests {
  private let headers = CurlHeaders(lines: Array("A: 1\r\nEmpty:\r\nno colon\r\na:\t2 \r\nAB: x:y\n".utf8))

  @Test(arguments: [("a", "1"), ("EMPTY", ""), ("ab", "x:y"), ("b", nil), ("", nil), ("no colon", nil)])
  func findsTheFirstValueInAnyCase(name: String, value: String?) {
    #expect(headers[name] == value)
  }

  @Test func keepsOrderAndRepeats() {
    #expect(headers.values(of: "A") == ["1", "2"])
    #expect(headers.fields.map { "\($0.name)=\($0.value)" } == ["A=1", "Empty=", "a=2", "AB=x:y"])
  }
}
