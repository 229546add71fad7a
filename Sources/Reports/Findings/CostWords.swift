import EvalCore
import OrderedJSON

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
    let correct = cost.arms.filter { $0.dollars != nil }.reduce(0) { $0 + $1.correct }
    var parts = ["Cost: \(dollars.dollars)"]
    if variants.count > 1 { parts[0] += " (\(variants.joined(separator: ", ")))" }
    if let before = evaluation.baselineCost?.dollars { parts.append("the baseline cost \(before.dollars)") }
    if correct > 0 { parts.append("\((dollars / Double(correct)).dollars) a right answer") }
    if !cost.unpricedModels.isEmpty {
      parts.append("without \(cost.unpricedModels.joined(separator: ", ")), whose price is not known")
    }
    let uncounted = cost.arms.filter { $0.dollars != nil }.reduce(0) { $0 + $1.uncounted }
    if uncounted > 0 { parts.append("without \(uncounted.counted("answer")) whose tokens were not counted") }
    sentence = parts.joined(separator: "; ")
  }
}
