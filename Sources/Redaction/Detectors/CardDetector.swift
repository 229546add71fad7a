extension Detector {
  static let card = Detector(
    kind: .card,
    summary: "13 to 19 digits of a known issuer (12 for Maestro), alone or in groups, that pass the Luhn check.",
    probes: [Probe(.digits, find: number)],
    identity: .lettersAndDigits)

  /// The longest number that ends where a group ends.
  private static func number(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard CardIssuer.beginnings.contains(text[start]) else { return nil }
    var (digits, at, separator, found) = (DigitString(), start, 0 as UInt8, nil as Int?)
    while true {
      let group = at
      while text.isDigit(at: at) {
        guard !digits.isFull else { return found.map { start..<$0 } }
        digits.append(text[at])
        at += 1
      }
      if isCard(digits), text.standsAlone(start, at), !isEndOfUUID(text, start) { found = at }
      let next = text[at]
      guard next == " " || next == "-", separator == 0 || separator == next, 4...6 ~= at - group,
        text.isDigit(at: at + 1)
      else { return found.map { start..<$0 } }
      separator = next
      at += 1
    }
  }

  /// Its last twelve digits may be what Maestro's are.
  private static func isEndOfUUID(_ text: ScannedText, _ start: Int) -> Bool {
    text[start - 1] == "-" && text[start - 6] == "-" && text.start(of: .hexDigits, before: start - 1) == start - 5
  }

  private static func isCard(_ digits: DigitString) -> Bool {
    digits.count >= 12 && digits.passesLuhn() && CardIssuer.issues(digits)
  }
}

/// Who issues which numbers, by their first digits (ISO/IEC 7812; the networks' published ranges).
private enum CardIssuer {
  static let beginnings = ByteSet.digits

  /// The range of prefixes, of `digits` digits each (604 of four is 0604), and the lengths of the whole numbers.
  private struct Range {
    let prefixes: ClosedRange<Int>
    let digits: Int
    let lengths: ClosedRange<Int>

    init(_ prefixes: ClosedRange<Int>, _ digits: Int, _ lengths: ClosedRange<Int>) {
      self.prefixes = prefixes
      self.digits = digits
      self.lengths = lengths
    }
  }

  private static let ranges: [Range] = [
    // Visa, in 13, 16 and 19 digits
    Range(4...4, 1, 13...13), Range(4...4, 1, 16...16), Range(4...4, 1, 19...19),
    // Mastercard, the second series, Mir
    Range(51...55, 2, 16...16), Range(2221...2720, 4, 16...16), Range(2200...2204, 4, 16...19),
    // American Express
    Range(34...34, 2, 15...15), Range(37...37, 2, 15...15),
    // Diners Club, JCB, and JCB's older numbers
    Range(300...305, 3, 14...19), Range(36...36, 2, 14...19), Range(38...39, 2, 14...19),
    Range(35...35, 2, 16...19), Range(1800...1800, 4, 15...15), Range(2131...2131, 4, 15...15),
    // Discover, UnionPay, RuPay
    Range(6011...6011, 4, 16...19), Range(644...659, 3, 16...19), Range(62...62, 2, 16...19),
    Range(81...82, 2, 16...19), Range(60...60, 2, 16...16),
    // Maestro, which has 12 digits too
    Range(50...50, 2, 12...19), Range(56...58, 2, 12...19), Range(6304...6304, 4, 12...19),
    Range(639...639, 3, 12...19), Range(67...67, 2, 12...19), Range(604...604, 4, 12...12),
    // Troy
    Range(9792...9792, 4, 16...16),
  ]

  static func issues(_ digits: DigitString) -> Bool {
    ranges.contains { range in
      range.lengths.contains(digits.count) && digits.prefix(range.digits).map(range.prefixes.contains) == true
    }
  }
}
