extension Detector {
  static let vin = Detector(
    kind: .vin,
    summary:
      "A vehicle identification number: 17 capitals and digits without I, O and Q, with the check digit in the ninth place.",
    probes: [Probe(characters, find: number)])

  private static let characters: ByteSet = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"

  private static func number(in text: ScannedText, at start: Int) -> Range<Int>? {
    guard characters.contains(text[start + 16]), text.end(of: characters, from: start, atMost: 18) == start + 17,
      !text.isWord(at: start + 17)
    else { return nil }
    var (sum, letters) = (0, 0)
    for place in 0..<17 {
      let byte = text[start + place]
      if !ByteSet.digits.contains(byte) { letters += 1 }
      sum += weights[place] * value(byte)
    }
    let check = sum % 11
    let isRight = check == 10 ? text[start + 8] == "X" : text[start + 8].digit == check
    return letters > 0 && isRight ? start..<start + 17 : nil
  }

  /// 49 CFR 565.15(c).
  private static let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

  private static func value(_ byte: UInt8) -> Int {
    switch byte {
    case 0x30...0x39: byte.digit
    case 0x41...0x48: Int(byte) - 0x40
    case 0x4A...0x52: Int(byte) - 0x49
    default: Int(byte) - 0x51
    }
  }
}
