import EvalCore
import Foundation

extension DateRule {
  /// Reads a date, or `{value: DATE, within: 1d}`; nil after a complaint.
  init?(_ node: LocatedNode, _ complaints: Complaints) {
    guard node.members != nil else {
      self.init(node, within: 0, complaints)
      return
    }
    guard let fields = Fields(node, "~date", keys: ["value", "within"], complaints),
      let value = fields.required("value", complaints)
    else { return nil }
    var within: TimeInterval = 0
    if let field = fields["within"] {
      guard let duration = Self.duration(field, complaints) else { return nil }
      within = duration
    }
    self.init(value, within: within, complaints)
  }

  private init?(_ node: LocatedNode, within: TimeInterval, _ complaints: Complaints) {
    guard let text = node.string("a date", complaints) else { return nil }
    guard let date = WrittenDate(text) else {
      complaints.error(
        at: node.position,
        "expected a day such as 2025-06-30 or an instant such as 2025-06-30T12:00:00Z, found '\(text.excerpt)'")
      return nil
    }
    let point: Point =
      date.secondOfDay == nil
      ? .day(year: date.year, month: date.month, day: date.day)
      : .instant(Date(timeIntervalSince1970: date.secondsSince1970))
    self.init(point: point, within: within, text: text)
  }

  /// A number and one of the units s, m, h, d and w, in seconds.
  private static func duration(_ node: LocatedNode, _ complaints: Complaints) -> TimeInterval? {
    let seconds: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    if let text = node.stringValue, let unit = text.last.flatMap({ seconds[$0] }),
      text.dropLast().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let count = Double(text.dropLast())
    {
      return count * unit
    }
    complaints.error(
      at: node.position, "expected a duration for 'within', found \(node.found)",
      fix: "write e.g. 30s, 5m, 2h, 1d or 1w")
    return nil
  }
}
