extension Detector {
  static let url = Detector(
    kind: .url,
    summary: "What has a scheme, `://` and a host, or begins with `www.`; not a bare `example.com`.",
    probes: [
      Probe(":", .anywhere) { text, at in withScheme(in: text, at: at) },
      Probe("wW") { text, at in withoutScheme(in: text, at: at) },
    ])

  private static func withScheme(in text: ScannedText, at colon: Int) -> Range<Int>? {
    guard text[colon + 1] == "/", text[colon + 2] == "/", host.contains(text[colon + 3]) else { return nil }
    var start = colon
    while colon - start < 16, scheme.contains(text[start - 1]) { start -= 1 }
    while start < colon, !ByteSet.letters.contains(text[start]) { start += 1 }
    return start < colon ? start..<end(in: text, from: colon + 3) : nil
  }

  private static func withoutScheme(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard (1...2).allSatisfy({ text[start + $0].lowercased == "w" }), text[start + 3] == ".",
      host.contains(text[start + 4])
    else { return nil }
    return start..<end(in: text, from: start + 4)
  }

  /// Without the punctuation of the sentence around it.
  private static func end(in text: ScannedText, from start: Int) -> Int {
    var (at, open) = (start, 0)
    while !stops.contains(text[at]), !text.isMark(at: at) {
      if text[at] == "(" { open += 1 }
      if text[at] == ")" {
        if open == 0 { break }
        open -= 1
      }
      at += 1
    }
    while at > start + 1, trailing.contains(text[at - 1]) { at -= 1 }
    return at
  }

  private static let scheme = ByteSet.alphanumerics.union("+-.")
  private static let host = ByteSet.word.union(.beyondASCII).union("[_%")
  private static let stops = ByteSet(0...0x20 as ClosedRange<UInt8>).union("\"<>\\^`{|}\u{7F}")
  private static let trailing: ByteSet = ".,;:!?'*]"
}
