import EvalCore

extension Verdict {
  var mark: String {
    switch self {
    case .pass: "✓"
    case .fail: "✗"
    case .inconclusive: "~"
    case .notApplicable: "–"
    }
  }

  var words: String { self == .notApplicable ? "not applicable" : rawValue }
}

extension Verdict {
  var style: TextStyle {
    switch self {
    case .pass: .good
    case .fail: .bad
    case .inconclusive: .open
    case .notApplicable: .faint
    }
  }
}

extension Comparison {
  /// `▲` or `▼` where the difference is significant, `~` where it is not, `=` where there is none for a fact.
  var mark: String {
    guard let difference, difference.isKnown else { return isDeterministic ? "=" : "~" }
    return difference.delta > 0 ? "▲" : "▼"
  }

  var style: TextStyle {
    guard let difference, difference.isKnown else { return .plain }
    return difference.delta > 0 ? .good : .bad
  }
}

extension Comparison.PopulationEffect {
  var mark: String { isSignificant ? (delta > 0 ? "▲" : "▼") : "~" }
}
