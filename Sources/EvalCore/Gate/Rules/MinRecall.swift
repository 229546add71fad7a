extension GateRule {
  package static let minRecall = GateRule(
    "min_recall", at: [.tool], .share, .least,
    summary: "The least share of the expected calls of this tool that must be made.",
    example: "0.80")
}

extension JudgedRule {
  static let minRecall = JudgedRule(.minRecall) { input, rule in
    input.outcomes(ofTools: rule, absence: (.notApplicable, .toolUnexpected)) { arm, tool in
      let counts = { (trial: JudgedTrial) in
        trial.confusion.reduce(into: (hits: 0.0, calls: 0.0)) { sum, cell in
          guard cell.gold == tool else { return }
          sum.calls += cell.weight
          if cell.predicted == tool { sum.hits += cell.weight }
        }
      }
      return arm.ratio(counts) { cases, _ in .cases(cases) } ?? arm.shareOfWholeTrials(counts)
    }
  }
}
