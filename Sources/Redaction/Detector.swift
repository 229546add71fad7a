/// How the values of one kind are found: one file each under `Detectors`, one row in ``all``.
struct Detector: Sendable {
  let kind: RedactionKind
  /// What is found, and by what it is checked; a sentence of the manual.
  let summary: String
  let probes: [Probe]
  /// What is the same in two spellings of one value.
  var identity = ValueIdentity.spelling

  /// In the order in which they win where two find exactly the same bytes.
  static let all: [Detector] = [
    .secret, .email, .iban, .card, .usSSN, .mbi, .vin, .npi, .dateOfBirth, .mrn, .healthPlan, .dea, .ip, .phone, .url,
  ]
}

/// A place where a value may show itself, and how far it then reaches.
struct Probe: Sendable {
  /// Where in a word a probe is asked.
  enum Place: Sendable {
    case wordStart
    /// There, and where a capital follows a small letter.
    case hump
    case anywhere
  }

  let beginnings: ByteSet
  let place: Place
  /// The value that the byte at the given place belongs to. It reads a bounded number of bytes, or every byte of the text a
  /// bounded number of times, whatever the text.
  let find: @Sendable (ScannedText, Int) -> Range<Int>?

  init(
    _ beginnings: ByteSet, _ place: Place = .wordStart, find: @escaping @Sendable (ScannedText, Int) -> Range<Int>?
  ) {
    self.beginnings = beginnings
    self.place = place
    self.find = find
  }

  /// A value that counts only behind one of `cues`; `value` gives its end.
  static func behind(_ cues: [Cue], value: @escaping @Sendable (ScannedText, Int) -> Int?) -> Probe {
    let table = CueTable(cues)
    return Probe(table.beginnings, .hump) { text, at in
      guard let start = text.valueStart(after: table, at: at), let end = value(text, start) else { return nil }
      return start..<end
    }
  }
}

/// By what two spellings are known for the same value.
enum ValueIdentity: Sendable {
  case spelling
  case ignoringCase
  /// Letters and digits alone, in any case: `4111-1111` is `4111 1111`.
  case lettersAndDigits

  func form(of value: String) -> String {
    switch self {
    case .spelling: value
    case .ignoringCase: value.lowercased()
    case .lettersAndDigits:
      String(decoding: value.utf8.filter(ByteSet.alphanumerics.contains).map(\.uppercased), as: UTF8.self)
    }
  }
}
