extension Detector {
  static let phone = Detector(
    kind: .phone,
    summary:
      "A number with its country code, one in the groups of North America or France, one with an area code in brackets; "
      + "any other 7 to 15 digits behind a cue such as `phone`.",
    probes: [
      Probe("+", .anywhere) { text, at in PhoneReading.international(in: text, from: at).map { at..<$0 } },
      Probe("(", .anywhere) { text, at in PhoneReading.bracketed(in: text, from: at).map { at..<$0 } },
      Probe(.digits) { text, at in national(in: text, at: at) },
    ],
    identity: .lettersAndDigits)

  private static func national(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard !(text[start - 1] == "." && text.isDigit(at: start - 2)) else { return nil }
    if let end = PhoneReading.northAmerican(in: text, from: start) ?? PhoneReading.french(in: text, from: start) {
      return start..<end
    }
    guard let end = PhoneReading.loose(in: text, from: start), text.hasCue(cues, within: 32, before: start) else {
      return nil
    }
    return start..<end
  }

  private static let cues = CueTable(
    [
      "phone", "phones", "telephone", "tel", "mobile", "cell", "cellphone", "fax", "sms", "whatsapp", "call me",
      "call us",
      "call on", "call at", "callback", "contact", "reach", "dial", "phone number", "handy", "telefon", "text me",
    ].map { Cue($0) })
}

/// The shapes of telephone numbers; each gives the end of a number that begins at a place.
private enum PhoneReading {
  /// `+` and 8 to 15 digits (ITU-T E.164), in groups or not; a trunk zero in brackets does not count.
  static func international(in text: ScannedText, from plus: Int) -> Int? {
    guard !text.isWord(at: plus - 1), text[plus + 1] != "0", text.isDigit(at: plus + 1) else { return nil }
    let most = text[plus + 1] == "1" ? 11 : 15
    guard let end = groups(in: text, from: plus + 1, least: 8, most: most) else { return nil }
    return withExtension(in: text, from: end)
  }

  /// `(212) 555-0123`, `(0114) 496 0123`.
  static func bracketed(in text: ScannedText, from bracket: Int) -> Int? {
    let close = text.end(of: .digits, from: bracket + 1, atMost: 6)
    guard text[close] == ")", !text.isWord(at: bracket - 1) else { return nil }
    let next = text.end(of: spaces, from: close + 1, atMost: 1)
    if close - bracket == 4, isCode(text, bracket + 1) {
      guard let end = exchangeAndLine(in: text, from: next) else { return nil }
      return withExtension(in: text, from: end)
    }
    guard text[bracket + 1] == "0", close - bracket >= 4, text.isDigit(at: next) else { return nil }
    let digits = close - bracket - 1
    return groups(in: text, from: next, least: 9 - digits, most: 11 - digits)
  }

  /// `212-555-0123`, `212.555.0123`, with `1-` or `001-` before it; spaces only behind a cue (see `loose`).
  static func northAmerican(in text: ScannedText, from start: Int) -> Int? {
    var at = start
    if text[at] == "0", text[at + 1] == "0", text[at + 2] == "1", marks.contains(text[at + 3]) {
      at += 4
    } else if text[at] == "1", marks.contains(text[at + 1]) {
      at += 2
    }
    guard isCode(text, at), marks.contains(text[at + 3]), text[at + 3] == text[at + 7],
      let end = exchangeAndLine(in: text, from: at + 4)
    else { return nil }
    return withExtension(in: text, from: end)
  }

  /// `01 23 45 67 89`.
  static func french(in text: ScannedText, from start: Int) -> Int? {
    let mark = text[start + 2]
    guard text[start] == "0", text[start + 1] != "0", mark == " " || mark == "." else { return nil }
    for pair in 0..<5 {
      let at = start + 3 * pair
      guard text.isDigit(at: at), text.isDigit(at: at + 1), pair == 0 || text[at - 1] == mark else { return nil }
    }
    return text.standsAlone(start, start + 14) ? start + 14 : nil
  }

  /// Any 7 to 15 digits that are no date; fewer than 9 have to stand in groups.
  static func loose(in text: ScannedText, from start: Int) -> Int? {
    guard let end = groups(in: text, from: start, least: 7, most: 15) else { return nil }
    let digits = (start..<end).count { text.isDigit(at: $0) }
    guard digits >= 9 || digits < end - start, text.standsAlone(start, end) else { return nil }
    let isDate = digits == 8 && end - start == 10
    return isDate ? nil : withExtension(in: text, from: end)
  }

  /// Three digits that no area code or exchange of North America lacks: the first is 2 to 9.
  private static func isCode(_ text: ScannedText, _ at: Int) -> Bool {
    first.contains(text[at]) && text.isDigit(at: at + 1) && text.isDigit(at: at + 2)
  }

  private static func exchangeAndLine(in text: ScannedText, from start: Int) -> Int? {
    guard isCode(text, start), marksOrSpace.contains(text[start + 3]) else { return nil }
    let end = text.end(of: .digits, from: start + 4, atMost: 5)
    let isOver = !text.isWord(at: end) || text[end].lowercased == "x"
    return end == start + 8 && isOver ? end : nil
  }

  /// Groups of digits with one or two marks between them; `(0)` stands for nothing. It ends behind the last group that fits.
  private static func groups(in text: ScannedText, from start: Int, least: Int, most: Int) -> Int? {
    var (at, digits, end) = (start, 0, nil as Int?)
    while true {
      let group = text.end(of: .digits, from: at, atMost: most - digits + 1)
      let length = group - at
      guard length > 0, digits + length <= most else { return end }
      digits += length
      if digits >= least, !text.isWord(at: group) || text[group].lowercased == "x" { end = group }
      // What follows a number without groups is something else.
      guard digits == most || length < least else { return end }
      at = text.end(of: separators, from: group, atMost: 2)
      if text[at] == "0", text[at - 1] == "(", text[at + 1] == ")" {
        at = text.end(of: separators, from: at + 1, atMost: 2)
      }
      guard at > group else { return end }
    }
  }

  /// ` x123`, `ext. 4`.
  private static func withExtension(in text: ScannedText, from end: Int) -> Int {
    var at = text.end(of: spaces, from: end, atMost: 1)
    if text.has("ext", at: at) {
      at = text.end(of: separators, from: at + 3, atMost: 2)
    } else if text[at].lowercased == "x" {
      at += 1
    } else {
      return end
    }
    let last = text.end(of: .digits, from: at, atMost: 6)
    return last > at && !text.isWord(at: last) ? last : end
  }

  private static let first: ByteSet = "23456789"
  private static let marks: ByteSet = "-."
  private static let marksOrSpace: ByteSet = "-. "
  private static let spaces: ByteSet = " -"
  private static let separators: ByteSet = " -.()/"
}
