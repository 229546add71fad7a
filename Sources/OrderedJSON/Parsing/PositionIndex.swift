/// Finds lines and columns in a text, in either direction and in any order, in about the same time everywhere: it knows
/// where every few hundred bytes stand, so that no long line and no long text is counted from its start.
package struct PositionIndex: Sendable {
  /// The position of every byte that is a multiple of ``stride``.
  private let marks: [JSONPosition]
  private static let stride = 512

  package init(_ bytes: [UInt8]) {
    marks = bytes.withUnsafeBufferPointer { bytes in
      var marks = [JSONPosition.start]
      marks.reserveCapacity(bytes.count / Self.stride + 1)
      while let last = marks.last, last.offset + Self.stride <= bytes.count {
        marks.append(last.advanced(to: last.offset + Self.stride, in: bytes))
      }
      return marks
    }
  }

  /// The position of the byte at `offset`; of the text's end for any beyond it.
  ///
  /// - Parameter bytes: those that the index was made of.
  package func position(at offset: Int, in bytes: [UInt8]) -> JSONPosition {
    let offset = max(0, min(offset, bytes.count))
    let mark = marks[offset / Self.stride]
    return bytes.withUnsafeBufferPointer { mark.advanced(to: offset, in: $0) }
  }

  /// Where the character of a line and a column stands, both from 1; the line's end where the line is shorter, and the
  /// text's where it has fewer lines.
  package func offset(line: Int, column: Int, in bytes: [UInt8]) -> Int {
    let mark = lastMark(line, column)
    return bytes.withUnsafeBufferPointer { bytes in
      var (offset, reached, left) = (mark.offset, mark.line, column - mark.column)
      while reached < line, offset < bytes.count {
        if bytes[offset] == UInt8(ascii: "\n") { (reached, left) = (reached + 1, column - 1) }
        offset += 1
      }
      // A mark may stand inside a character, which then is counted already.
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      while left > 0, offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
        offset += 1
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        left -= 1
      }
      return offset
    }
  }

  /// The last mark that stands at this position or before it.
  private func lastMark(_ line: Int, _ column: Int) -> JSONPosition {
    var (low, high) = (0, marks.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if (marks[middle].line, marks[middle].column) <= (line, column) { low = middle } else { high = middle }
    }
    return marks[low]
  }
}
