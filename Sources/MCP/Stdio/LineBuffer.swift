/// Cuts a stream of bytes into lines; one longer than the limit is passed over to its end.
struct LineBuffer {
  enum Line: Equatable {
    /// Without its line break; never blank.
    case text([UInt8])
    case tooLong
  }

  private var rest: [UInt8] = []
  private var isSkipping = false
  private let limit: Int

  /// - Parameter limit: bytes of one line.
  init(limit: Int) { self.limit = limit }

  /// The lines that these bytes complete.
  mutating func take(_ bytes: some Collection<UInt8>) -> [Line] {
    var lines: [Line] = []
    for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if part.offset > 0, let line = endLine() { lines.append(line) }
      keep(part.element)
    }
    return lines
  }

  /// The line that the stream ended in, where its line break is missing.
  mutating func finish() -> Line? { endLine() }

  private mutating func keep(_ part: some Collection<UInt8>) {
    guard !isSkipping else { return }
    if rest.count + part.count > limit {
      (isSkipping, rest) = (true, [])
    } else {
      rest += part
    }
  }

  private mutating func endLine() -> Line? {
    defer { (isSkipping, rest) = (false, []) }
    if isSkipping { return .tooLong }
    while rest.last == UInt8(ascii: "\r") || rest.last == UInt8(ascii: " ") { rest.removeLast() }
    return rest.isEmpty ? nil : .text(rest)
  }
}
