/// A position in a text, as editors count it.
package struct JSONPosition: Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  package let line: Int
  /// From 1, in Unicode scalars.
  package let column: Int
  /// From 0, in bytes.
  package let offset: Int

  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  package static let start = JSONPosition(line: 1, column: 1, offset: 0)

  package var description: String { "\(line):\(column)" }

  /// The position of the byte at `offset`, which must not lie before this one.
  package func advanced(to offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> JSONPosition {
    var (line, column) = (line, column)
    var index = self.offset
    while index < offset {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      index += 1
    }
    return JSONPosition(line: line, column: column, offset: offset)
  }
}
