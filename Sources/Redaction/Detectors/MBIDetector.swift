extension Detector {
  static let mbi = Detector(
    kind: .mbi,
    summary: "A Medicare beneficiary identifier: eleven places with their classes, alone or as 4-3-4.",
    probes: [Probe("123456789", find: identifier)],
    identity: .lettersAndDigits)

  private static func identifier(in text: ScannedText, at start: Int) -> Range<Int>? {
    var at = start
    var hyphens = 0
    for (place, set) in places.enumerated() {
      if place == 4 || place == 7, text[at] == "-" {
        hyphens += 1
        at += 1
      }
      guard set.contains(text[at]) else { return nil }
      at += 1
    }
    guard hyphens != 1, !text.isWord(at: at) else { return nil }
    return start..<at
  }

  /// "Understanding the MBI Format", Centers for Medicare & Medicaid Services: no S, L, O, I, B or Z.
  private static let letter: ByteSet = "ACDEFGHJKMNPQRTUVWXY"
  private static let either = letter.union(.digits)
  private static let places: [ByteSet] = [
    "123456789", letter, either, .digits, letter, either, .digits, letter, letter, .digits, .digits,
  ]
}
