/// A number as it was written; equal to another when both stand for the same exact decimal (`1`, `1.0` and `10e-1`).
package struct JSONNumber: Sendable {
  /// The spelling, which the JSON grammar allows.
  package let text: String

  /// Trusts the caller that `text` follows the JSON grammar: for parsers, which have checked.
  package init(uncheckedText text: String) { self.text = text }

  package init(_ value: Int) { text = String(value) }

  /// The shortest spelling that reads back as `value`; whole numbers are written without a fraction.
  ///
  /// - Precondition: `value` is finite.
  package init(_ value: Double) {
    precondition(value.isFinite, "JSON has no infinities")
    let whole = Int(exactly: value)
    text = whole.map(String.init) ?? value.description
  }

  /// The nearest double; infinite where the number is too large for one.
  package var doubleValue: Double { Double(text) ?? .nan }

  /// The exact value, in time and space of the spelling's length whatever its exponent.
  package var normalized: JSONDecimal { JSONDecimal(parsing: text) }

  /// Whether the value is whole, however it is written: `1.0` and `1e3` are.
  package var isInteger: Bool { plainInt != nil || normalized.isInteger }

  /// The exact value as an `Int` (`1.0` gives 1), or nil where it has a fraction or does not fit.
  package var intValue: Int? { plainInt ?? normalized.intValue }

  /// Whether this number divided by `divisor` is whole, in exact decimals.
  ///
  /// Nil where `divisor` is zero or has more than ``JSONDecimal/longestDivisor`` significant digits.
  package func isMultiple(of divisor: JSONNumber) -> Bool? {
    normalized.isMultiple(of: divisor.normalized)
  }

  /// The value of a spelling that is nothing but a sign and a few digits: the quick way for nearly all numbers.
  private var plainInt: Int? { text.utf8.count <= 18 ? Int(text) : nil }
}

extension JSONNumber: Hashable, Comparable {
  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.text == right.text || left.compare(to: right) == 0
  }

  package static func < (left: JSONNumber, right: JSONNumber) -> Bool { left.compare(to: right) < 0 }

  package func hash(into hasher: inout Hasher) { hasher.combine(normalized) }

  /// Negative, zero or positive where this number is less than, equal to or greater than `other`.
  private func compare(to other: JSONNumber) -> Int {
    if let left = plainInt, let right = other.plainInt { return left < right ? -1 : left > right ? 1 : 0 }
    let (left, right) = (normalized, other.normalized)
    return left == right ? 0 : left < right ? -1 : 1
  }
}
