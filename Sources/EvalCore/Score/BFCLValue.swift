import OrderedJSON

/// A JSON value as Python has it: the leaderboard's checker is written in Python, and its rules for types and equality are
/// that language's.
enum BFCLValue {
  case none
  case bool(Bool)
  case int(JSONDecimal)
  case float(Double)
  case string(String)
  case list([BFCLValue])
  case dict([CodePointKey: BFCLValue])

  enum Kind: String {
    case none = "null"
    case bool = "a boolean"
    case int = "an integer"
    case float = "a float"
    case string = "a string"
    case list = "a list"
    case dict = "an object"
  }

  /// A number written with a fraction or an exponent is a float, even a whole one.
  init(_ json: JSON) {
    switch json {
    case .null: self = .none
    case .bool(let value): self = .bool(value)
    case .number(let number):
      let isInteger = number.text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }
      self = isInteger ? .int(number.normalized) : .float(number.doubleValue)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .list(elements.map(BFCLValue.init))
    case .object(let object):
      self = .dict(
        Dictionary(object.map { (CodePointKey($0.key), BFCLValue($0.value)) }, uniquingKeysWith: { _, last in last }))
    }
  }

  var kind: Kind {
    switch self {
    case .none: .none
    case .bool: .bool
    case .int: .int
    case .float: .float
    case .string: .string
    case .list: .list
    case .dict: .dict
    }
  }

  var isEmptyString: Bool { if case .string("") = self { true } else { false } }

  /// An integer where a float is declared becomes one.
  var widened: BFCLValue { if case .int(let value) = self { .float(Self.double(value)) } else { self } }

  fileprivate static func double(_ value: JSONDecimal) -> Double {
    JSONNumber(uncheckedText: value.description).doubleValue
  }
}

extension [BFCLValue] {
  /// The type of the first answer that does not just say "may be left out".
  var answerKind: BFCLValue.Kind? { first { !$0.isEmptyString }?.kind }
}

extension BFCLType {
  var kind: BFCLValue.Kind {
    switch self {
    case .string, .any: .string
    case .integer: .int
    case .float: .float
    case .boolean: .bool
    case .array, .tuple: .list
    case .dict: .dict
    }
  }
}

/// Python's `==`: numbers by value whatever their type, and a boolean is the number 1 or 0.
extension BFCLValue: Equatable {
  static func == (left: BFCLValue, right: BFCLValue) -> Bool {
    switch (left, right) {
    case (.none, .none): true
    case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
    case (.list(let left), .list(let right)): left == right
    case (.dict(let left), .dict(let right)): left == right
    case (.float(let left), .float(let right)): left == right
    case (.float(let float), let other), (let other, .float(let float)): other.whole.map { $0 == float } ?? false
    default: left.whole.map { $0 == right.whole } ?? false
    }
  }

  private var whole: JSONDecimal? {
    switch self {
    case .int(let value): value
    case .bool(let value): JSONNumber(value ? 1 : 0).normalized
    default: nil
    }
  }
}

extension JSONDecimal {
  fileprivate static func == (whole: JSONDecimal, float: Double) -> Bool {
    Int(exactly: float).map { $0 == whole.intValue } ?? (BFCLValue.double(whole) == float)
  }
}

extension String {
  /// How the leaderboard compares texts: without spaces and `,./-_*^`, in lower case, `'` as `"`.
  var standardized: String {
    var kept = UnicodeScalarView()
    for scalar in unicodeScalars where !" ,./-_*^".unicodeScalars.contains(scalar) { kept.append(scalar) }
    return String(String(kept).lowercased().unicodeScalars.map { $0 == "'" ? "\"" : Character($0) })
  }
}

extension BFCLValue {
  /// A text standardised, anything else as it is.
  var standardized: BFCLValue { if case .string(let text) = self { .string(text.standardized) } else { self } }
}
