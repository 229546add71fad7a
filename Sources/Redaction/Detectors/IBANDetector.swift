extension Detector {
  static let iban = Detector(
    kind: .iban,
    summary:
      "An account number of ISO 13616, alone or in groups of four: its country's length, and the check modulo 97.",
    probes: [Probe(.letters, find: account)],
    identity: .lettersAndDigits)

  private static func account(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard text.isDigit(at: start + 2), text.isDigit(at: start + 3),
      let length = IBANLengths.length(text[start].uppercased, text[start + 1].uppercased)
    else { return nil }
    var (head, check, at, read) = (0, 0, start, 0)
    while read < length {
      let byte = text[at].uppercased
      if read > 0, read % 4 == 0, byte == " " || byte == "-", ByteSet.alphanumerics.contains(text[at + 1]) {
        at += 1
        continue
      }
      guard ByteSet.alphanumerics.contains(byte) else { return nil }
      if read < 4 { head = remainder(head, byte) } else { check = remainder(check, byte) }
      read += 1
      at += 1
    }
    // Country and check digits go behind the rest: six decimal digits.
    guard (check * 1_000_000 + head) % 97 == 1, !text.isWord(at: at) else { return nil }
    return start..<at
  }

  /// Letters count as 10 to 35.
  private static func remainder(_ sum: Int, _ byte: UInt8) -> Int {
    ByteSet.digits.contains(byte) ? (sum * 10 + byte.digit) % 97 : (sum * 100 + Int(byte) - 55) % 97
  }
}

/// In characters, by country, from the registry of ISO 13616 that SWIFT keeps.
private enum IBANLengths {
  private static let table: [Int: [String]] = [
    15: ["NO"], 16: ["BE"], 18: ["DK", "FI", "FO", "GL", "NL", "SD", "FK"], 19: ["MK", "SI"],
    20: ["AT", "BA", "EE", "KZ", "LT", "LU", "XK", "MN"], 21: ["CH", "HR", "LI", "LV"],
    22: ["BG", "BH", "CR", "DE", "GB", "GE", "IE", "ME", "RS", "VA"], 23: ["AE", "GI", "IL", "IQ", "TL", "OM", "SO"],
    24: ["AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN", "VG"], 25: ["LY", "PT", "ST"],
    26: ["IS", "TR"], 27: ["BI", "DJ", "FR", "GR", "IT", "MC", "MR", "SM"],
    28: ["AL", "AZ", "BY", "CY", "DO", "GT", "HN", "HU", "LB", "NI", "PL", "SV"], 29: ["BR", "EG", "PS", "QA", "UA"],
    30: ["JO", "KW", "MU", "YE"], 31: ["MT", "SC"], 32: ["LC"], 33: ["RU"],
  ]

  private static let byCountry: [UInt8] = {
    var lengths = [UInt8](repeating: 0, count: 26 * 26)
    for (length, countries) in table {
      for country in countries {
        let letters = Array(country.utf8)
        lengths[place(letters[0], letters[1])] = UInt8(length)
      }
    }
    return lengths
  }()

  private static func place(_ first: UInt8, _ second: UInt8) -> Int { Int(first - 65) * 26 + Int(second - 65) }

  static func length(_ first: UInt8, _ second: UInt8) -> Int? {
    guard ByteSet.uppercase.contains(first), ByteSet.uppercase.contains(second) else { return nil }
    let length = Int(byCountry[place(first, second)])
    return length == 0 ? nil : length
  }
}
