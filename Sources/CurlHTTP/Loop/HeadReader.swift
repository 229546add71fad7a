/// Gathers the lines of the final response's head.
struct HeadReader {
  enum Progress { case open, ended, tooLarge }

  /// Bytes of all lines together; the usual servers stop at 8 to 64 KB.
  private static let limit = 256 * 1_024

  private(set) var lines: [UInt8] = []
  private(set) var isComplete = false
  private var hasStatusLine = false

  /// Takes one line as it came, and the status that libcurl read from the last status line.
  mutating func read(_ line: UnsafeRawBufferPointer, status: () -> Int) -> Progress {
    // Anything after the head is a trailer.
    if isComplete { return .open }
    if isBlank(line) { return endBlock(status: status()) }
    if !hasStatusLine {
      hasStatusLine = true
      return .open
    }
    guard lines.count + line.count <= Self.limit else { return .tooLarge }
    if line.first == 0x20 || line.first == 0x09 { unfold() }
    lines.append(contentsOf: line)
    return .open
  }

  private func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
    line.allSatisfy { $0 == 0x0D || $0 == 0x0A }
  }

  /// An interim response is followed by another head.
  private mutating func endBlock(status: Int) -> Progress {
    guard status >= 200 || status == 101 else {
      self = HeadReader()
      return .open
    }
    isComplete = true
    return .ended
  }

  /// A line that starts with a space goes on with the field before it (RFC 9112, section 5.2).
  private mutating func unfold() {
    while lines.last == 0x0A || lines.last == 0x0D { lines.removeLast() }
  }
}
