import EvalCore

/// A part of a number line on which several intervals are drawn one above the other.
struct BarAxis {
  let low: Double
  let high: Double

  /// The whole of what a rate can be, so that none looks like nothing.
  static let rates = BarAxis(low: 0, high: 1)

  /// Around zero, wide enough for these values.
  static func changes(_ values: [Double]) -> BarAxis {
    let widest = values.filter(\.isFinite).map(abs).max() ?? 0
    let bound = min(1, max(0.05, (widest * 1.1 * 20).rounded(.up) / 20))
    return BarAxis(low: -bound, high: bound)
  }

  /// Pixels from the left end of a bar of ``IntervalBar/width``.
  func position(_ value: Double) -> Double {
    guard value.isFinite, high > low else { return 0 }
    let share = min(1, max(0, (value - low) / (high - low)))
    return IntervalBar.margin + share * (IntervalBar.width - 2 * IntervalBar.margin)
  }
}

/// A value with its interval as a small drawing; the numbers stand beside it, so that it is hidden from screen readers.
struct IntervalBar {
  static let width = 150.0
  static let margin = 5.0

  let axis: BarAxis
  let value: Double
  let low: Double
  let high: Double
  /// Where a line stands that matters, e.g. zero or a margin, with its class.
  var lines: [(at: Double, kind: String)] = []
  var tone = ""

  var html: HTML {
    let (left, right) = (axis.position(low), axis.position(high))
    return """
      <svg class="bar \(tone)" width="150" height="16" viewBox="0 0 150 16" aria-hidden="true" focusable="false">\
      <line class="axis" x1="5" y1="8" x2="145" y2="8"/>\(lines.map(line))\
      <rect class="span" x="\(pixels(left))" y="5.5" width="\(pixels(max(0, right - left)))" height="5" rx="2.5"/>\
      <circle class="dot" cx="\(pixels(axis.position(value)))" cy="8" r="3.5"/></svg>
      """
  }

  private func line(_ line: (at: Double, kind: String)) -> HTML {
    guard line.at >= axis.low, line.at <= axis.high else { return .empty }
    let x = pixels(axis.position(line.at))
    return "<line class=\"\(line.kind)\" x1=\"\(x)\" y1=\"1\" x2=\"\(x)\" y2=\"15\"/>"
  }

  private func pixels(_ value: Double) -> String { ((value * 10).rounded() / 10).description }
}
