extension Detector {
  static let dateOfBirth = Detector(
    kind: .dateOfBirth,
    summary: "A date behind a cue such as `born`, `DOB` or `date of birth`.",
    probes: [.behind(cues) { text, at in DateReading.end(in: text, from: at) }])

  private static let cues = [
    "date of birth", "dob", "d.o.b.", "d.o.b", "birth date", "birthday", "birthdate", "birth day", "born",
  ].map { Cue($0) }
}

/// Days as people and programs write them: `1980-05-03`, `05/03/1980`, `3.5.80`, `19800503`, `May 3, 1980`, `3 May 1980`.
private enum DateReading {
  static func end(in text: ScannedText, from start: Int) -> Int? {
    let end = numeric(in: text, from: start) ?? withMonthName(in: text, from: start)
    return end.flatMap { text.isDigit(at: $0) ? nil : $0 }
  }

  private static func numeric(in text: ScannedText, from start: Int) -> Int? {
    let first = text.end(of: .digits, from: start, atMost: 9)
    if first - start == 8 { return isCompact(text, start) ? first : nil }
    let mark = text[first]
    guard first > start, "-/.".utf8.contains(mark) else { return nil }
    let second = text.end(of: .digits, from: first + 1, atMost: 3)
    guard 1...2 ~= second - first - 1, text[second] == mark else { return nil }
    let third = text.end(of: .digits, from: second + 1, atMost: 5)
    let widths = (first - start, third - second - 1)
    let parts = (number(text, start, first), number(text, first + 1, second), number(text, second + 1, third))
    switch widths {
    case (4, 1...2): return isDay(parts.1, parts.2) ? third : nil
    case (1...2, 4), (1...2, 2): return isDay(parts.0, parts.1) || isDay(parts.1, parts.0) ? third : nil
    default: return nil
    }
  }

  private static func isCompact(_ text: ScannedText, _ start: Int) -> Bool {
    1800...2199 ~= number(text, start, start + 4)
      && isDay(number(text, start + 4, start + 6), number(text, start + 6, start + 8))
  }

  private static func isDay(_ month: Int, _ day: Int) -> Bool { 1...12 ~= month && 1...31 ~= day }

  private static func number(_ text: ScannedText, _ start: Int, _ end: Int) -> Int {
    (start..<end).reduce(0) { $0 * 10 + text[$1].digit }
  }

  /// Month, day and year, with at most two marks or words such as `of` between them.
  private static func withMonthName(in text: ScannedText, from start: Int) -> Int? {
    var (at, hasMonth, numbers) = (start, false, 0)
    while true {
      let end = text.end(of: .digits, from: at, atMost: 5)
      if end > at {
        guard end - at <= 4 else { return nil }
        numbers += 1
        at = end
        if hasMonth, numbers == 2 { return at }
        at = ordinals.first { text.has($0, at: at) }.map { at + $0.count } ?? at
      } else if !hasMonth, let end = monthEnd(in: text, from: at) {
        hasMonth = true
        at = end
      } else {
        return nil
      }
      guard numbers <= 1 else { return nil }
      at = text.end(of: marks, from: at, atMost: 2)
      if text.has("of ", at: at) { at += 3 }
    }
  }

  private static func monthEnd(in text: ScannedText, from start: Int) -> Int? {
    let end = text.end(of: .letters, from: start, atMost: 10)
    guard 3...9 ~= end - start else { return nil }
    let word = (start..<end).map { text[$0].lowercased }
    return months.contains { $0.starts(with: word) } ? end : nil
  }

  private static let marks: ByteSet = " ,.-/"
  private static let ordinals = ["st", "nd", "rd", "th"].map { Array($0.utf8) }
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ].map { Array($0.utf8) }
}
