extension GateRule {
  package static let minPrecision = GateRule(
    "min_precision", at: [.tool], .share, .least,
    summary:
      "The least share of this tool's calls that must have been expected; open below three calls.",
    example: "0.95")
}

extension JudgedRule {
  static let minPrecision = JudgedRule(.minPrecision) { input, rule in
    input.outcomes(ofTools: rule, absence: (.inconclusive, .fewCalls)) { arm, tool in
      arm.ratio { trial in
        trial.calls.reduce(into: (hits: 0.0, calls: 0.0)) { sum, call in
          guard call.tool == tool, call.role == .required || call.role == .extra else { return }
          sum.calls += 1
          if call.role == .required { sum.hits += 1 }
        }
      } basis: { _, calls in
        .calls(Int(calls))
      }
    }
  }
}
