/// Up to 19 digits, as a number and its length: no memory has to be asked for to check them.
struct DigitString {
  private(set) var value: UInt64 = 0
  private(set) var count = 0

  static let longest = 19

  var isFull: Bool { count == Self.longest }

  mutating func append(_ byte: UInt8) {
    value = value * 10 + UInt64(byte.digit)
    count += 1
  }

  /// The number that the first `length` digits make; nil where there are fewer.
  func prefix(_ length: Int) -> Int? {
    guard length <= count else { return nil }
    var rest = value
    for _ in length..<count { rest /= 10 }
    return Int(rest)
  }

  /// The check of ISO/IEC 7812-1, annex B; `more` is added to what the digits sum up to.
  func passesLuhn(adding more: Int = 0) -> Bool {
    var (sum, rest, isDoubled) = (more, value, false)
    for _ in 0..<count {
      let digit = Int(rest % 10) * (isDoubled ? 2 : 1)
      sum += digit > 9 ? digit - 9 : digit
      rest /= 10
      isDoubled.toggle()
    }
    return sum % 10 == 0
  }
}

extension ScannedText {
  /// The digits from `start` on; nil where there are more than 19.
  func digits(from start: Int) -> (digits: DigitString, end: Int)? {
    var (digits, at) = (DigitString(), start)
    while isDigit(at: at) {
      guard !digits.isFull else { return nil }
      digits.append(self[at])
      at += 1
    }
    return (digits, at)
  }
}
