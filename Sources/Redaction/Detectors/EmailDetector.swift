extension Detector {
  static let email = Detector(
    kind: .email,
    summary: "An address with a domain whose last part is letters.",
    probes: [Probe("@", .anywhere, find: address)],
    identity: .ignoringCase)

  /// Between two `@` every byte is read at most twice.
  private static func address(in text: ScannedText, at sign: Int) -> Range<Int>? {
    var start = text.start(of: localPart, before: sign)
    while start < sign, !ByteSet.word.contains(text[start]), text[start] != "_" { start += 1 }
    guard start < sign, text[sign - 1] != ".", let end = domainEnd(in: text, from: sign + 1) else { return nil }
    return start..<end
  }

  /// Behind the last label that is letters alone and has one before it.
  private static func domainEnd(in text: ScannedText, from start: Int) -> Int? {
    var (at, found) = (start, nil as Int?)
    while true {
      let end = text.end(of: label, from: at)
      guard end > at, text[at] != "-" else { return found }
      if at > start, isTopLevel(text, at, end) { found = end }
      guard text[end] == "." else { return found }
      at = end + 1
    }
  }

  private static func isTopLevel(_ text: ScannedText, _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 2 else { return false }
    return text.end(of: topLevel, from: start) == end || text.has("xn--", at: start)
  }

  private static let localPart = ByteSet.word.union("._%+-&")
  private static let label = ByteSet.word.union("-")
  private static let topLevel = ByteSet.letters.union(ByteSet(0x80...0xFF as ClosedRange<UInt8>))
}
