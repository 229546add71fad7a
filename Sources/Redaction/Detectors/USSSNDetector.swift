extension Detector {
  static let usSSN = Detector(
    kind: .usSSN,
    summary:
      "A number that the US Social Security Administration may have given out: with hyphens anywhere, with spaces or "
      + "without either behind a cue.",
    probes: [
      Probe(.digits) { text, at in end(in: text, from: at, separators: "-").map { at..<$0 } },
      .behind(cues) { text, at in end(in: text, from: at, separators: "- .\0") },
    ],
    identity: .lettersAndDigits)

  private static let cues = ["ssn", "social security", "social security no", "ss no", "ssns"].map { Cue($0) }

  /// A zero among the separators stands for none.
  private static func end(in text: ScannedText, from start: Int, separators: ByteSet) -> Int? {
    let separator = text.isDigit(at: start + 3) ? 0 : text[start + 3]
    guard separators.contains(separator) else { return nil }
    let width = separator == 0 ? 0 : 1
    let (group, serial) = (start + 3 + width, start + 5 + 2 * width)
    guard width == 0 || text[group + 2] == separator, let area = number(text, start, 3),
      let middle = number(text, group, 2), let last = number(text, serial, 4), text.standsAlone(start, serial + 4)
    else { return nil }
    // Never given out: 20 CFR 422.103 and the agency's notes on randomisation.
    guard area > 0, area != 666, area < 900, middle > 0, last > 0 else { return nil }
    return text[serial + 4] == "-" && text.isDigit(at: serial + 5) ? nil : serial + 4
  }

  private static func number(_ text: ScannedText, _ start: Int, _ count: Int) -> Int? {
    var number = 0
    for at in start..<start + count {
      guard text.isDigit(at: at) else { return nil }
      number = number * 10 + text[at].digit
    }
    return number
  }
}
