extension Detector {
  static let dea = Detector(
    kind: .dea,
    summary:
      "A registration with the US Drug Enforcement Administration: two letters and seven digits with their check digit.",
    probes: [Probe(registrants, find: registration)])

  /// The first letter says what a registrant is.
  private static let registrants: ByteSet = "ABCDEFGHJKLMPRSTUX"

  private static func registration(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard ByteSet.uppercase.contains(text[start + 1]) || text[start + 1] == "9" else { return nil }
    let end = text.end(of: .digits, from: start + 2, atMost: 8)
    guard end - start == 9, !text.isWord(at: end) else { return nil }
    let digits = (start + 2..<end).map { text[$0].digit }
    let sum = digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5])
    return sum % 10 == digits[6] ? start..<end : nil
  }
}
