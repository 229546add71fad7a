/// An exact decimal in its one normal form: ± `digits` × 10^`exponent`, with no zero at either end of the digits.
package struct JSONDecimal: Hashable, Sendable {
  /// False for zero.
  package let isNegative: Bool
  /// Values 0 to 9, most significant first; empty for zero.
  package let digits: [UInt8]
  /// The power of ten of the last digit; held at ±2^61 where it was written larger.
  package let exponent: Int

  /// The most significant digits that a divisor may have: ten times it must still fit in 128 bits.
  package static let longestDivisor = 37
  private static let exponentLimit = 1 << 61

  /// Reads a spelling of the JSON grammar.
  init(parsing text: String) {
    var digits: [UInt8] = []
    var fractionDigits = 0
    var writtenExponent = 0
    var bytes = text.utf8[...]
    let negative = bytes.first == UInt8(ascii: "-")
    var isFraction = false
    scan: while let byte = bytes.popFirst() {
      switch byte {
      case 0x30...0x39:
        if byte != 0x30 || !digits.isEmpty { digits.append(byte - 0x30) }
        if isFraction { fractionDigits += 1 }
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        writtenExponent = Self.exponent(bytes)
        break scan
      default: break
      }
    }
    self.init(isNegative: negative, digits: digits, exponent: writtenExponent - fractionDigits)
  }

  private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    var digits = digits
    var exponent = exponent
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    self.isNegative = isNegative && !digits.isEmpty
    self.exponent = digits.isEmpty ? 0 : exponent
    self.digits = digits
  }

  private static func exponent(_ bytes: Substring.UTF8View) -> Int {
    var value = 0
    for byte in bytes where 0x30...0x39 ~= byte {
      value = value > exponentLimit / 10 ? exponentLimit : min(exponentLimit, value * 10 + Int(byte - 0x30))
    }
    return bytes.first == UInt8(ascii: "-") ? -value : value
  }

  package var isZero: Bool { digits.isEmpty }

  package var isInteger: Bool { exponent >= 0 }

  /// The exact value, or nil where it has a fraction or does not fit.
  package var intValue: Int? {
    guard isInteger, digits.count <= 19, exponent <= 19 - digits.count else { return nil }
    let zeros = [UInt8](repeating: 0, count: exponent)
    var value = 0
    for digit in digits + zeros {
      // Downwards, because the smallest Int has no positive counterpart.
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, underflow) = tens.subtractingReportingOverflow(Int(digit))
      if overflow || underflow { return nil }
      value = next
    }
    return isNegative ? value : value == .min ? nil : -value
  }
}

extension JSONDecimal: Comparable {
  package static func < (left: JSONDecimal, right: JSONDecimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.hasSmallerMagnitude(than: left) : left.hasSmallerMagnitude(than: right)
  }

  private func hasSmallerMagnitude(than other: JSONDecimal) -> Bool {
    if isZero || other.isZero { return isZero && !other.isZero }
    let (places, otherPlaces) = (exponent + digits.count, other.exponent + other.digits.count)
    return places == otherPlaces ? digits.lexicographicallyPrecedes(other.digits) : places < otherPlaces
  }
}

extension JSONDecimal {
  /// Whether this value divided by `divisor` is whole; nil where the divisor is zero or longer than ``longestDivisor``.
  package func isMultiple(of divisor: JSONDecimal) -> Bool? {
    guard !divisor.isZero, divisor.digits.count <= Self.longestDivisor else { return nil }
    if isZero { return true }
    let shift = exponent - divisor.exponent
    // The digits do not end in zero, so no power of ten that the divisor has more can divide them.
    if shift < 0 { return false }
    let modulus = Self.cofactor(of: divisor.digits, powersOfTen: shift)
    var remainder: UInt128 = 0
    for digit in digits { remainder = (remainder * 10 + UInt128(digit)) % modulus }
    return remainder == 0
  }

  /// The divisor without what it has in common with 10^`powersOfTen`: d divides n·t just when d / gcd(d, t) divides n.
  private static func cofactor(of digits: [UInt8], powersOfTen: Int) -> UInt128 {
    var value = digits.reduce(0 as UInt128) { $0 * 10 + UInt128($1) }
    for prime in [2, 5] as [UInt128] {
      var left = powersOfTen
      while left > 0, value % prime == 0 {
        value /= prime
        left -= 1
      }
    }
    return value
  }
}

extension JSONDecimal: CustomStringConvertible {
  /// The one spelling of this value: plain up to 21 places and down to 0.000001, else with an exponent, as in
  /// ECMAScript's `Number::toString` but with every digit.
  package var description: String {
    if isZero { return "0" }
    let sign = isNegative ? "-" : ""
    let text = digits.map { String($0) }.joined()
    let places = digits.count + exponent
    if exponent >= 0, places <= 21 { return sign + text + String(repeating: "0", count: exponent) }
    if places > 0, places <= 21 { return sign + text.prefix(places) + "." + text.dropFirst(places) }
    if places > -6, places <= 0 { return sign + "0." + String(repeating: "0", count: -places) + text }
    let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
    return "\(sign)\(text.prefix(1))\(fraction)e\(places > 0 ? "+" : "")\(places - 1)"
  }
}
