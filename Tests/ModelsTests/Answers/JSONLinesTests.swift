import EvalCore
import Testing

@testable import Models

struct JSONLinesTests {
  private func lines(_ text: String, inPiecesOf size: Int) throws -> [String] {
    var lines = JSONLines()
    var read: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      read += try lines.read(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return read + [lines.rest].compactMap(\.self)
  }

  @Test(
    arguments: [
      ("{}\n[1]\n", ["{}", "[1]"]), ("{}", ["{}"]), ("", []), ("\n \n\r\n{}\n\n", ["{}"]), ("{}\r\n1", ["{}\r", "1"]),
      ("\"ü🦜\"\n2", ["\"ü🦜\"", "2"]),
    ] as [(String, [String])], [1, 2, 3, 1000])
  func comeInPiecesOfAnySize(row: (text: String, lines: [String]), size: Int) throws {
    #expect(try lines(row.text, inPiecesOf: size) == row.lines)
  }

  @Test func mayNotBeLongerThanAnAnswerIs() throws {
    var lines = JSONLines()
    let piece = [UInt8](repeating: UInt8(ascii: "1"), count: 4 << 20)
    _ = try lines.read(piece)
    _ = try lines.read(piece)
    let failure = try #require(throws: EndpointFailure.self) { try lines.read([UInt8(ascii: "1")]) }
    #expect(failure.class == .protocol)
    #expect(failure.message == "expected a line of at most 8388608 bytes, found a longer one")
  }

  @Test func areDroppedOnceTheLastOneCame() throws {
    let dialect = OllamaChat()
    var body = EndpointBody(contentType: "application/x-ndjson; charset=utf-8", isEnd: { dialect.isEnd($0) })
    try body.take(Array("{\"done\":false}\n{\"done\":true}\n{\"done\":false}\n".utf8))
    #expect(body.isClosed)
    #expect(body.events?.map(\.data) == ["{\"done\":false}", "{\"done\":true}"])
    #expect(EndpointBody(contentType: "application/json").events == nil)
  }
}
