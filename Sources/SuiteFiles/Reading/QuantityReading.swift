import EvalCore
import OrderedJSON

/// Quantities with their units; each gives nil after a complaint.
extension LocatedNode {
  /// A time such as `500ms`, `5s` or `2m`.
  ///
  /// - Parameter range: in milliseconds.
  func duration(_ what: String, in range: ClosedRange<Int>, _ complaints: Complaints) -> Duration? {
    quantity(what, Self.times, in: range, "a time", usual: "s", complaints).map { .milliseconds($0) }
  }

  /// A size such as `512KB` or `256MB`, of which each is 1,024 of the one before.
  ///
  /// - Parameter range: in bytes.
  func byteCount(_ what: String, in range: ClosedRange<Int>, _ complaints: Complaints) -> Int? {
    quantity(what, Self.sizes, in: range, "a size", usual: "MB", complaints)
  }

  private typealias Unit = (name: String, factor: Int)

  private static let times: [Unit] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
  private static let sizes: [Unit] = [("B", 1), ("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30)]

  private func quantity(
    _ what: String, _ units: [Unit], in range: ClosedRange<Int>, _ kind: String, usual: String,
    _ complaints: Complaints
  ) -> Int? {
    if let text = stringValue, let value = Self.value(text, units), range.contains(value) { return value }
    let bounds = "\(Self.words(range.lowerBound, units)) to \(Self.words(range.upperBound, units))"
    var fix: String?
    if case .number(let number) = content { fix = "write it with its unit: \(number.text)\(usual)" }
    complaints.error(at: position, "expected \(kind) from \(bounds) for \(what), found \(found)", fix: fix)
    return nil
  }

  private static func value(_ text: String, _ units: [Unit]) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), let unit = units.first(where: { $0.name == text.dropFirst(digits.count) }) else {
      return nil
    }
    let (value, overflow) = count.multipliedReportingOverflow(by: unit.factor)
    return overflow ? nil : value
  }

  private static func words(_ value: Int, _ units: [Unit]) -> String {
    let unit = units.last { value >= $0.factor && value.isMultiple(of: $0.factor) } ?? units[0]
    return "\(value / unit.factor)\(unit.name)"
  }
}
