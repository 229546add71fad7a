import EvalCore

/// What a run cost, in a sentence.
struct CostWords {
  /// Nil where no model has a price, or nothing was counted.
  let sentence: String?

  init(_ evaluation: Evaluation) {
    guard let cost = evaluation.cost, let dollars = cost.dollars, cost.arms.contains(where: { $0.answers > 0 }) else {
      sentence = nil
      return
    }
    let variants = evaluation.run.plan.variants.compactMap { variant in
      cost.dollars(ofVariant: variant).map { "\(variant) \($0.dollars)" }
    }
    let correct = cost.arms.reduce(0) { $0 + $1.correct }
    var parts = ["Cost: \(dollars.dollars)"]
    if variants.count > 1 { parts[0] += " (\(variants.joined(separator: ", ")))" }
    if let before = evaluation.baselineCost?.dollars { parts.append("the baseline cost \(before.dollars)") }
    if correct > 0 { parts.append("\((dollars / Double(correct)).dollars) a right answer") }
    if !cost.unpricedModels.isEmpty {
      parts.append("without \(cost.unpricedModels.joined(separator: ", ")), whose price is not known")
    }
    let uncounted = cost.arms.reduce(0) { $0 + $1.uncounted }
    if uncounted > 0 { parts.append("without \(uncounted.counted("answer")) whose tokens were not counted") }
    sentence = parts.joined(separator: "; ")
  }
}

extension Double {
  /// USD with as many decimals as small sums need, e.g. `$1.25` or `$0.00042`.
  fileprivate var dollars: String {
    if self == 0 { return "$0" }
    if self >= 0.995 { return "$" + decimals(2) }
    var places = 2
    var scale = 100.0
    while places < 8, self * scale < 9.95 {
      places += 1
      scale *= 10
    }
    return "$" + decimals(places)
  }

  private func decimals(_ places: Int) -> String {
    guard isFinite, self < 1e12 else { return description }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let (whole, fraction) = Int((self * Double(scale)).rounded()).quotientAndRemainder(dividingBy: scale)
    let digits = String(fraction)
    return "\(whole.grouped).\(String(repeating: "0", count: places - digits.count))\(digits)"
  }
}
