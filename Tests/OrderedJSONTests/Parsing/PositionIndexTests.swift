import OrderedJSON
import Testing

@Suite struct PositionIndexTests {
  /// Long lines, many lines, and characters that lie across the places that the index knows.
  private static let texts = [
    "", "a", "\n", "a\n\nb", String(repeating: "x", count: 1_500), String(repeating: "é", count: 700),
    "a" + String(repeating: "é👩‍👧\t", count: 300), String(repeating: "line é\n", count: 400),
    String(repeating: "\n", count: 1_100),
    String(repeating: "日本", count: 400) + "\n" + String(repeating: "z", count: 600),
    String(repeating: "x", count: 511) + "\né", String(repeating: "x", count: 512) + "\n",
  ]

  @Test(arguments: texts)
  func findsEveryPlaceInBothDirections(_ text: String) {
    let bytes = Array(text.utf8)
    let index = PositionIndex(bytes)
    var (line, column) = (1, 1)
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      #expect(index.position(at: offset, in: bytes) == JSONPosition(line: line, column: column, offset: offset))
      #expect(index.offset(line: line, column: column, in: bytes) == offset)
      (line, column) = byte == 0x0A ? (line + 1, 1) : (line, column + 1)
    }
    #expect(index.position(at: bytes.count, in: bytes).description == "\(line):\(column)")
    #expect(index.position(at: bytes.count + 9, in: bytes).offset == bytes.count)
    #expect(index.offset(line: line, column: column, in: bytes) == bytes.count)
    #expect(index.offset(line: line + 1, column: 1, in: bytes) == bytes.count)
  }

  @Test func endsAtTheLineWhereTheColumnLiesBeyondIt() {
    let bytes = Array("ab\ncd".utf8)
    #expect(PositionIndex(bytes).offset(line: 1, column: 9, in: bytes) == 2)
    #expect(PositionIndex(bytes).offset(line: 2, column: 9, in: bytes) == 5)
  }
}
