import EvalCore

extension Conclusion {
  /// The class of everything that is coloured by it.
  var tone: String {
    switch kind {
    case .judged(let verdict): verdict.tone
    case .unmeasured: "bad"
    }
  }

  var mark: String {
    switch kind {
    case .judged(let verdict): verdict.mark
    case .unmeasured: "!"
    }
  }
}

extension Verdict {
  var tone: String {
    switch self {
    case .pass: "good"
    case .fail: "bad"
    case .inconclusive: "open"
    case .notApplicable: "none"
    }
  }

  /// The mark and the word, which says the same without colour.
  var badge: HTML {
    "<span class=\"badge \(HTML(markup: tone))\"><span aria-hidden=\"true\">\(mark)</span> \(words)</span>"
  }
}

extension Outcome {
  var tone: String { self == .correct ? "good" : isScored ? "bad" : "open" }
}

extension Comparison {
  var tone: String {
    guard let difference, difference.isKnown else { return "same" }
    return difference.delta > 0 ? "good" : "bad"
  }
}

extension Comparison.PopulationEffect {
  var tone: String { isSignificant ? (delta > 0 ? "good" : "bad") : "same" }
}
