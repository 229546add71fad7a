import HTTPTypes
import Testing

@testable import LoopbackHTTP

struct LoopbackResponseTests {
  @Test func takesItsFramingFromTheBodyOnly() throws {
    let response = LoopbackResponse(
      headers: ["Content-Length": "99", "transfer-encoding": "gzip", "Connection": "upgrade", "X-Kept": "1"])
    let head = try response.head(contentLength: 3, closing: true)
    #expect(
      head.headerFields.map { "\($0.name.rawName)=\($0.value)" } == [
        "X-Kept=1", "Content-Length=3", "Connection=close",
      ])
  }

  @Test func keepsRepeatedHeadersInOrder() throws {
    let head = try LoopbackResponse(headers: ["A": "1", "B": "2", "a": "3"]).head(contentLength: nil, closing: false)
    #expect(head.headerFields.map { "\($0.name.rawName)=\($0.value)" } == ["A=1", "B=2", "a=3"])
  }

  @Test func aHeaderValueCannotStartALine() throws {
    let head = try LoopbackResponse(headers: ["A": "1\r\nSet-Cookie: x"]).head(contentLength: nil, closing: false)
    let value = try #require(head.headerFields.first?.value)
    #expect(!value.utf8.contains(UInt8(ascii: "\r")) && !value.utf8.contains(UInt8(ascii: "\n")))
  }

  @Test(arguments: [-1, 0, 100, 199, 600, 1000]) func refusesAStatusThatEndsNoRequest(status: Int) {
    let refusal = #expect(throws: RequestRefusal.self) {
      try LoopbackResponse(status: status).head(contentLength: 0, closing: false)
    }
    #expect(refusal?.status == 500)
    #expect(refusal?.sentence == "expected the handler to answer with a status from 200 to 599, found \(status)")
  }

  @Test(arguments: ["", "a b", "a:b", "ä", "a\r\nb"]) func refusesAHeaderNameThatIsNoToken(name: String) {
    let refusal = #expect(throws: RequestRefusal.self) {
      try LoopbackResponse(headers: [name: "1"]).head(contentLength: 0, closing: false)
    }
    #expect(refusal?.sentence == "expected the handler's header name to be a token, found '\(name)'")
  }
}
