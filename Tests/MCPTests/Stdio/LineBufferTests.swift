import Testing

@testable import MCP

struct LineBufferTests {
  private func lines(_ pieces: [String], limit: Int = 10) -> [String] {
    var buffer = LineBuffer(limit: limit)
    let all = pieces.flatMap { buffer.take(Array($0.utf8)) } + [buffer.finish()].compactMap(\.self)
    return all.map { line in
      switch line {
      case .text(let bytes): String(decoding: bytes, as: UTF8.self)
      case .tooLong: "<too long>"
      }
    }
  }

  @Test(arguments: [
    (["a\nb\n"], ["a", "b"]), (["a", "b", "\nc"], ["ab", "c"]), (["\n\n \n\r\n"], []), (["é\r\n"], ["é"]),
    (["12345678901\nok\n"], ["<too long>", "ok"]), (["123456", "78901", "2", "\nok"], ["<too long>", "ok"]),
    (["1234567890\n"], ["1234567890"]), (["12345678901"], ["<too long>"]), ([], []),
  ])
  func cutsWhereverThePiecesEnd(_ pieces: [String], _ expected: [String]) {
    #expect(lines(pieces) == expected)
  }
}
