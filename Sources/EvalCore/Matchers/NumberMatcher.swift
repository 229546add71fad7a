package import OrderedJSON

/// `~number`: within a tolerance of a value, or between bounds (inclusive), in exact decimals.
package enum NumberMatcher: Sendable, Hashable {
  case near(JSONNumber, absolute: JSONNumber)
  /// `|found − value| ≤ relative · |value|`.
  case nearRelative(JSONNumber, relative: JSONNumber)
  case between(min: JSONNumber?, max: JSONNumber?)

  static let declaration = MatcherDeclaration(
    "~number",
    summary: "A number near a value, {value: 10, abs: 0.5} or {value: 10, rel: 0.01}, or between bounds, which are "
      + "included: {min: 1, max: 9}, or only one of the two. A text with digits is not a number.",
    examples: [
      MatcherExample(["~number": ["value": 10, "abs": 0.5]], accepts: [10, 10.5], refuses: [10.6, "10", nil]),
      MatcherExample(["~number": ["value": 200, "rel": 0.01]], accepts: [198, 202], refuses: [203]),
      MatcherExample(["~number": ["min": 1]], accepts: [1, 1000], refuses: [0.9]),
    ],
    schema: [
      "oneOf": [
        MatcherDeclaration.fieldsSchema(["value": number, "abs": tolerance], required: ["value", "abs"]),
        MatcherDeclaration.fieldsSchema(["value": number, "rel": tolerance], required: ["value", "rel"]),
        .object(JSONObject(bounds.map { ($0.key, $0.value) } + [("minProperties", 1)])),
      ]
    ], isUnusualName: false
  ) { NumberMatcher($0).map { .number($0) } }

  private static let number: JSON = ["type": "number"]
  private static let tolerance: JSON = ["type": "number", "minimum": 0]
  private static let bounds: JSONObject =
    MatcherDeclaration.fieldsSchema(["min": number, "max": number]).objectValue ?? [:]
}

extension NumberMatcher: PlainRule {
  var acceptsAbsence: Bool { false }

  func accepts(_ value: JSON) -> Bool { value.numberValue.map { accepts($0) } ?? false }

  func accepts(_ found: JSONNumber) -> Bool {
    switch self {
    case .between(let min, let max): (min.map { found >= $0 } ?? true) && (max.map { found <= $0 } ?? true)
    case .near(let value, let tolerance): Self.isNear(found, value, tolerance.magnitude)
    case .nearRelative(let value, let share): Self.isNear(found, value, share.magnitude.times(value.magnitude))
    }
  }

  private static func isNear(_ found: JSONNumber, _ value: JSONNumber, _ tolerance: JSONNumber) -> Bool {
    found >= value.plus(tolerance.negated) && found <= value.plus(tolerance)
  }

  func phrase(depth: Int) -> String {
    switch self {
    case .near(let value, let tolerance): "\(value.phrase) ± \(tolerance.phrase)"
    case .nearRelative(let value, let share): "\(value.phrase) within \(share.phrase) of its size"
    case .between(let min?, let max?): "a number from \(min.phrase) to \(max.phrase)"
    case .between(let min?, nil): "a number of at least \(min.phrase)"
    case .between(nil, let max?): "a number of at most \(max.phrase)"
    case .between(nil, nil): "a number"
    }
  }
}

extension JSONNumber {
  fileprivate var phrase: String { text.excerpt(limit: 40) }
}

// MARK: - Reading

extension NumberMatcher {
  /// Nil after a complaint.
  fileprivate init?(_ operand: any MatcherOperand) {
    guard let numbers = Self.numbers(operand) else { return nil }
    switch (numbers["value"], numbers["abs"], numbers["rel"], numbers["min"], numbers["max"]) {
    case (let value?, let absolute?, nil, nil, nil): self = .near(value, absolute: absolute)
    case (let value?, nil, let relative?, nil, nil): self = .nearRelative(value, relative: relative)
    case (nil, nil, nil, let min, let max) where min != nil || max != nil:
      if let min, let max, max < min {
        operand.complain("no number is from \(min.text) to \(max.text)", fix: "swap 'min' and 'max'")
        return nil
      }
      self = .between(min: min, max: max)
    default:
      operand.complain(
        "expected 'value' with either 'abs' or 'rel', or 'min', 'max' or both",
        fix: "write e.g. {value: 10, abs: 0.5} or {min: 1, max: 9}; a plain number means equals")
      return nil
    }
  }

  private static func numbers(_ operand: any MatcherOperand) -> [String: JSONNumber]? {
    let keys = ["value", "abs", "rel", "min", "max"]
    guard let fields = operand.fields(keys, required: []) else { return nil }
    var numbers: [String: JSONNumber] = [:]
    for key in keys {
      guard let field = fields[key] else { continue }
      guard let number = field.number() else { return nil }
      numbers[key] = number
    }
    for key in ["abs", "rel"] {
      guard let number = numbers[key], number < JSONNumber(0) else { continue }
      fields[key]?.complain("expected a tolerance of 0 or more, found \(number.text)")
      return nil
    }
    return numbers
  }
}

extension Matcher {
  package static func number(_ rule: NumberMatcher) -> Matcher { Matcher(rule) }
}
