/// Words that say what follows, such as `date of birth`; found in any case, and joined by a space, `_`, `-`, `.` or nothing.
struct Cue: Sendable {
  /// A space stands for a joint.
  let words: [UInt8]

  init(_ text: String) { words = Array(text.utf8) }

  /// Where the cue that begins at `start` ends; nil where there is none. It goes no further than a word of its own.
  func end(in text: ScannedText, from start: Int) -> Int? {
    var at = start
    for byte in words {
      if byte == " " {
        if Self.joints.contains(text[at]) { at += 1 }
      } else {
        guard text[at].lowercased == byte else { return nil }
        at += 1
      }
    }
    return text.endsWord(before: at) ? at : nil
  }

  private static let joints: ByteSet = " _-."
}

/// Cues by their first letter, and what their second may be: nearly every word is left after a look at two bytes.
struct CueTable: Sendable {
  /// The first letters, in both cases.
  let beginnings: ByteSet
  private let seconds: [ByteSet]
  private let byFirst: [[Cue]]

  init(_ cues: [Cue]) {
    let byFirst = (0...255).map { byte in cues.filter { Int($0.words[0]) == byte } }
    seconds = byFirst.map { ByteSet($0.map { $0.words[1] }) }
    beginnings = ByteSet(cues.flatMap { [$0.words[0], $0.words[0].uppercased] })
    self.byFirst = byFirst
  }

  /// Where the first cue that begins at `start` ends.
  func end(in text: ScannedText, from start: Int) -> Int? {
    let first = Int(text[start].lowercased)
    guard seconds[first].contains(text[start + 1].lowercased) else { return nil }
    for cue in byFirst[first] {
      if let end = cue.end(in: text, from: start) { return end }
    }
    return nil
  }
}

extension ScannedText {
  /// Whether no letter carries on the word before `at`, other than the next hump of a name such as `birthDateISO`.
  func endsWord(before at: Int) -> Bool {
    let next = self[at]
    guard ByteSet.word.contains(next) else { return true }
    return ByteSet.uppercase.contains(next) && ByteSet.lowercase.contains(self[at - 1])
  }

  /// Where the value begins that one of `cues`, at `start`, announces: `DOB: `, `"mrn": "`, `MRN no. `, `born on `.
  func valueStart(after cues: CueTable, at start: Int) -> Int? {
    cues.end(in: self, from: start).map { skippingFillers(from: $0) }
  }

  /// Whether one of `cues` ends in the `window` bytes before `start`, on the same line.
  func hasCue(_ cues: CueTable, within window: Int, before start: Int) -> Bool {
    for at in stride(from: start - 1, through: max(start - window, 0), by: -1) {
      guard self[at] != "\n" else { return false }
      guard ByteSet.letters.contains(self[at]), beginsWord(at) else { continue }
      if cues.end(in: self, from: at) != nil { return true }
    }
    return false
  }

  /// Whether a word, or a hump of a name, begins here.
  private func beginsWord(_ at: Int) -> Bool {
    let previous = self[at - 1]
    guard ByteSet.word.contains(previous) else { return true }
    return ByteSet.uppercase.contains(self[at]) && ByteSet.lowercase.contains(previous)
  }

  private func skippingFillers(from start: Int) -> Int {
    var at = start
    while at - start < Filler.furthest {
      if Filler.marks.contains(self[at]) {
        at += 1
      } else if let end = Filler.words.end(in: self, from: at) {
        at = end
      } else {
        break
      }
    }
    return at
  }
}

/// What may stand between a cue and its value.
private enum Filler {
  /// In bytes.
  static let furthest = 40
  static let marks: ByteSet = " \t:=#\"'([.,|>\\_-"
  static let words = CueTable(
    [
      "number", "num", "no", "nr", "id", "identifier", "is", "was", "on", "of", "for", "the", "code", "value", "file",
      "member", "enrolled", "registered", "card",
    ].map { Cue($0) })
}
