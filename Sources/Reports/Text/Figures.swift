import EvalCore
import OrderedJSON

extension Double {
  /// A share of 1 as a percentage, e.g. `91.0%`; nearly all or nearly nothing is never rounded to all or nothing.
  var percent: String {
    if self > 0, self < 0.0005 { return "<0.1%" }
    if self < 1, self >= 0.9995 { return ">99.9%" }
    return fixed(self * 100, places: 1) + "%"
  }

  /// A level of confidence or a threshold, e.g. `95%`; with a decimal only where it has one.
  var wholePercent: String {
    let text = fixed(self * 100, places: 1)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
  }

  /// A share of 1 in percentage points without a unit, e.g. `6.1` or `−3.8`.
  var points: String { fixed(self * 100, places: 1) }

  /// ``points`` with its sign, e.g. `+3.0`; `0.0` where nothing is left after rounding.
  var signedPoints: String {
    let text = points
    return text.hasPrefix("−") || text == "0.0" ? text : "+" + text
  }

  /// A probability, e.g. `0.018`, or `<0.001`.
  var probability: String { self > 0 && self < 0.001 ? "<0.001" : fixed(self, places: 3) }

  /// A selection margin in nats, e.g. `+2.31`.
  var signedNats: String {
    let text = fixed(self, places: 2)
    return text.hasPrefix("−") || text == "0.00" ? text : "+" + text
  }

  /// A number of cases, e.g. `11` or `0.4`.
  var amount: String { amount(places: 1) }

  /// ``amount`` with as many decimals, at most six, as tell it from another: 2.04 beside 2 is no `2`.
  func amount(apartFrom other: Double) -> String {
    let places = (1..<6).first { fixed(self, places: $0) != fixed(other, places: $0) } ?? 6
    return self == other ? amount : amount(places: places)
  }

  private func amount(places: Int) -> String {
    let text = fixed(self, places: places)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Without decimals, e.g. `2,104`.
  var whole: String { fixed(self, places: 0) }

  /// USD with as many decimals as small sums need, e.g. `$1.25` or `$0.00042`.
  var dollars: String {
    if self == 0 { return "$0" }
    var (places, scale) = (2, 100.0)
    while self < 0.995, places < 8, self * scale < 9.95 { (places, scale) = (places + 1, scale * 10) }
    return "$" + fixed(self, places: places)
  }

  /// Milliseconds with a unit that fits, e.g. `12 ms` or `1.8 s`.
  var duration: String { self < 1000 ? fixed(self, places: 0) + " ms" : fixed(self / 1000, places: 1) + " s" }
}

/// `value` with `places` decimals, a true minus sign, and no sign where only zeros are left.
private func fixed(_ value: Double, places: Int) -> String {
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = (value * Double(scale)).rounded()
  guard scaled.isFinite, abs(scaled) < 1e15 else { return value.description }
  let (whole, fraction) = Int(abs(scaled)).quotientAndRemainder(dividingBy: scale)
  let sign = scaled < 0 ? "−" : ""
  if places == 0 { return sign + whole.grouped }
  let digits = String(fraction)
  return "\(sign)\(whole.grouped).\(String(repeating: "0", count: places - digits.count))\(digits)"
}

extension Estimate {
  /// In percent, e.g. `[86.0, 95.0]`.
  var interval: String { "[\(low.points), \(high.points)]" }
}

extension SelectionMargins {
  /// With its interval, e.g. `+2.31 [+1.02, +3.60]`.
  var words: String {
    guard let low, let high else { return mean.signedNats }
    return "\(mean.signedNats) [\(low.signedNats), \(high.signedNats)]"
  }
}

extension SelectionMargin {
  /// E.g. `margin +2.31 over get_issue`, or `margin ≥ +4.70 over all others`.
  var words: String {
    let over = runnerUp ?? "all others"
    if !isBound { return "margin \(value.signedNats) over \(over)" }
    return runnerUp == nil ? "margin ≥ \(value.signedNats) over \(over)" : "margin ≤ \(value.signedNats) to \(over)"
  }
}

extension Difference {
  /// Of Δ in points, e.g. `[−1.0, +7.0]`.
  var interval: String { "[\(low.signedPoints), \(high.signedPoints)]" }
}

extension Comparison {
  /// The one-sided p in the direction of Δ, that of a drop after Holm over all comparisons; nil where exact.
  var p: Double? { difference?.evidence.adjusted }

  /// Whether Δ differs from nothing; a deterministic model's difference is a fact.
  var isSignificant: Bool { difference?.isKnown ?? false }

  /// The smallest drop that could have been shown, e.g. `≥ 6.1`; no run can show one of more than all.
  var couldDetect: String {
    if isDeterministic { return "any change" }
    guard let detectable = difference?.detectable else { return "–" }
    return detectable > 1 ? "nothing" : "≥ \(detectable.points)"
  }
}

extension [String] {
  /// The first five, in quotes.
  package var quotedBeginning: String { map { "'\($0)'" }.listed(most: 5) }

  /// The first of them, and whether there are more.
  func listed(most: Int) -> String { prefix(most).joined(separator: ", ") + (count > most ? ", …" : "") }
}
