import OrderedJSON

/// Sums and products in exact decimals, as tolerances of numbers need them.
extension JSONNumber {
  var magnitude: JSONNumber { text.hasPrefix("-") ? negated : self }

  var negated: JSONNumber {
    JSONNumber(uncheckedText: text.hasPrefix("-") ? String(text.dropFirst()) : "-" + text)
  }

  /// The places that a sum may span before its smaller part is dropped; a bound against `1e999999999`.
  private static let longestSum = 20_000
  /// The significant digits of a factor that count.
  private static let longestFactor = 400

  /// The exact sum, unless the two numbers are more than 20,000 places apart: then the larger of them.
  func plus(_ other: JSONNumber) -> JSONNumber {
    let (left, right) = (normalized, other.normalized)
    if left.isZero { return other }
    if right.isZero { return self }
    let low = Swift.min(left.exponent, right.exponent)
    let places = Swift.max(left.top, right.top) - low
    guard places <= Self.longestSum else { return left.top >= right.top ? self : other }
    let (first, second) = (left.digits(from: low, places: places), right.digits(from: low, places: places))
    if left.isNegative == right.isNegative {
      return Self.number(Self.carried(zip(first, second).map { $0 + $1 }), exponent: low, negative: left.isNegative)
    }
    let firstIsLarger = !first.lexicographicallyPrecedes(second)
    let (larger, smaller) = firstIsLarger ? (first, second) : (second, first)
    let difference = Self.carried(zip(larger, smaller).map { $0 - $1 })
    return Self.number(difference, exponent: low, negative: firstIsLarger ? left.isNegative : right.isNegative)
  }

  /// The product of two numbers without a sign, exact up to 400 significant digits of each.
  func times(_ other: JSONNumber) -> JSONNumber {
    let (left, right) = (normalized.shortened(Self.longestFactor), other.normalized.shortened(Self.longestFactor))
    guard !left.digits.isEmpty, !right.digits.isEmpty else { return JSONNumber(0) }
    var product = [Int](repeating: 0, count: left.digits.count + right.digits.count)
    for (i, first) in left.digits.enumerated() {
      for (j, second) in right.digits.enumerated() { product[i + j + 1] += Int(first) * Int(second) }
    }
    return Self.number(Self.carried(product), exponent: left.exponent + right.exponent, negative: false)
  }

  /// Digits from 0 to 9 for any digits, most significant first; the total must not be negative.
  private static func carried(_ digits: [Int]) -> [Int] {
    var result = digits
    var carry = 0
    for place in result.indices.reversed() {
      let sum = result[place] + carry
      carry = sum >= 0 ? sum / 10 : -((9 - sum) / 10)
      result[place] = sum - carry * 10
    }
    return carry > 0 ? [carry] + result : result
  }

  private static func number(_ digits: [Int], exponent: Int, negative: Bool) -> JSONNumber {
    let text = String(decoding: digits.map { UInt8(0x30 + $0) }, as: UTF8.self)
    return JSONNumber(uncheckedText: "\(negative ? "-" : "")\(text)e\(exponent)")
  }
}

extension JSONDecimal {
  /// The power of ten just above the first digit.
  fileprivate var top: Int { exponent + digits.count }

  /// `places` digits, most significant first, of which the last counts 10^`low`.
  fileprivate func digits(from low: Int, places: Int) -> [Int] {
    let after = exponent - low
    return [Int](repeating: 0, count: places - digits.count - after) + digits.map { Int($0) }
      + [Int](repeating: 0, count: after)
  }

  fileprivate func shortened(_ count: Int) -> (digits: ArraySlice<UInt8>, exponent: Int) {
    (digits.prefix(count), exponent + max(0, digits.count - count))
  }
}
