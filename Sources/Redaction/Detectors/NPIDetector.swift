extension Detector {
  static let npi = Detector(
    kind: .npi,
    summary:
      "A US national provider identifier behind a cue such as `NPI`: ten digits, Luhn check with 80840 before them.",
    probes: [
      .behind(["npi", "national provider identifier", "national provider"].map { Cue($0) }, value: end)
    ])

  /// What 80840 adds to the sum of the check, when ten digits follow it (45 CFR 162.406; the CMS's note on the check digit).
  private static let sumOfPrefix = 24

  private static func end(in text: ScannedText, from start: Int) -> Int? {
    guard text[start] == "1" || text[start] == "2", let (digits, end) = text.digits(from: start), digits.count == 10,
      digits.passesLuhn(adding: sumOfPrefix), text.standsAlone(start, end)
    else { return nil }
    return end
  }
}
