extension Detector {
  static let email = Detector(
    kind: .email,
    summary: "An address with a domain whose last part is letters.",
    probes: [Probe("@", .anywhere, find: address)],
    identity: .ignoringCase)

  /// Between two `@` every byte is read at most twice.
  private static func address(in text: ScannedText, at sign: Int) -> Range<Int>? {
    var start = text.start(of: localPart, before: sign)
    while start < sign, !beginning.contains(text[start]) { start += 1 }
    for at in start..<sign where text.isMark(at: at) { start = at + 3 }
    guard start < sign, text[sign - 1] != ".", let end = domainEnd(in: text, from: sign + 1) else { return nil }
    return start..<end
  }

  /// Behind the last label that is letters alone and has one before it.
  private static func domainEnd(in text: ScannedText, from start: Int) -> Int? {
    var (at, found) = (start, nil as Int?)
    while true {
      var end = at
      while label.contains(text[end]), !text.isMark(at: end) { end += 1 }
      guard end > at, text[at] != "-" else { return found }
      if at > start, let last = topLevelEnd(text, at, end) { found = last }
      guard text[end] == "." else { return found }
      at = end + 1
    }
  }

  /// Letters of another script behind ASCII ones are the text going on: there may be no space between them.
  private static func topLevelEnd(_ text: ScannedText, _ start: Int, _ end: Int) -> Int? {
    let letters = text.end(of: .letters, from: start, atMost: end - start)
    if letters - start >= 2, letters == end || ByteSet.beyondASCII.contains(text[letters]) { return letters }
    let isOther = end - start >= 2 && text.end(of: topLevel, from: start, atMost: end - start) == end
    return isOther || text.has("xn--", at: start) ? end : nil
  }

  private static let localPart = beginning.union(".%+-&")
  private static let beginning = topLevel.union(ByteSet.digits).union("_")
  private static let label = topLevel.union(ByteSet.digits).union("-")
  private static let topLevel = ByteSet.letters.union(.beyondASCII)
}
