import EvalCore
import OrderedJSON

extension NumberRule {
  /// Reads `{value: 10, abs: 0.5}`, `{value: 10, rel: 0.01}` or `{min: 1, max: 9}`; nil after a complaint.
  init?(_ node: LocatedNode, _ complaints: Complaints) {
    guard let fields = Fields(node, "~number", keys: ["value", "abs", "rel", "min", "max"], complaints) else {
      return nil
    }
    var numbers: [String: JSONNumber] = [:]
    for key in ["value", "abs", "rel", "min", "max"] {
      guard let field = fields[key] else { continue }
      guard let number = field.number("'\(key)' of ~number", complaints) else { return nil }
      numbers[key] = number
    }
    for key in ["abs", "rel"] {
      guard let number = numbers[key], number < JSONNumber(0), let field = fields[key] else { continue }
      complaints.error(at: field.position, "expected a tolerance of 0 or more, found \(number.text)")
      return nil
    }
    switch (numbers["value"], numbers["abs"], numbers["rel"], numbers["min"], numbers["max"]) {
    case (let value?, let absolute?, nil, nil, nil): self = .near(value, absolute: absolute)
    case (let value?, nil, let relative?, nil, nil): self = .nearRelative(value, relative: relative)
    case (nil, nil, nil, let min, let max) where min != nil || max != nil:
      if let min, let max, max < min {
        complaints.error(
          at: node.position, "no number is from \(min.text) to \(max.text)", fix: "swap 'min' and 'max'")
        return nil
      }
      self = .between(min: min, max: max)
    default:
      complaints.error(
        at: node.position, "expected 'value' with either 'abs' or 'rel', or 'min', 'max' or both",
        fix: "write e.g. {value: 10, abs: 0.5} or {min: 1, max: 9}; a plain number means equals")
      return nil
    }
  }
}
