import EvalCore
import Foundation
import Models
import OrderedJSON

/// What a run would ask, before it asks.
struct PlanText {
  let suite: Suite
  let plan: Plan
  /// By model, where one is known.
  var prices: [String: TokenPrice] = [:]
  /// Models that cost nothing where they have no price.
  var free: Set<String> = []
  /// What a variant's tools cost, by model and variant; empty where nobody was asked.
  var catalogTokens: [String: [String: TokenCount]] = [:]

  func write(to console: Console) {
    if console.format == .json { Terminal.write(json) } else { Terminal.write(text) }
  }

  private var estimate: PlanEstimate {
    PlanEstimate(
      plan, of: suite, prices: prices, free: free,
      catalogTokens: countsAreExact ? catalogTokens.mapValues { $0.mapValues(\.tokens) } : [:])
  }

  /// Whether every model of the plan has counted; a sum of counts and estimates would be neither.
  private var countsAreExact: Bool {
    !catalogTokens.isEmpty && catalogTokens.values.allSatisfy { $0.values.allSatisfy { !$0.isEstimate } }
  }

  private var text: String {
    let estimate = estimate
    var lines = [
      "\(suite.name): \(plan.trials.count.counted("trial")) = \(estimate.cases.counted("case")) × "
        + "\(plan.variants.count.counted("variant")) × \(plan.models.count.counted("model")), "
        + plan.repeats.counted("repeat")
    ]
    for model in plan.models {
      let once = model.isDeterministic && plan.repeats > 1 ? " (deterministic: asked once per case)" : ""
      let blocks = model.schedule == .blocks ? ", in blocks: repeat by repeat, all cases of a variant in a row" : ""
      lines.append(
        "  model \(model.name): \(plan.trials.count { $0.model == model.name }.counted("trial"))\(once)\(blocks)")
    }
    if let seed = suite.sampling.seed, plan.repeats > 1 {
      lines.append("  seed: \(seed) in repeat 1, and one more with each repeat; the same for every variant")
    }
    lines.append(
      "  requests: at most \(estimate.requests.grouped) to models, as many calls to the embedded server as they make")
    let rule = "\(countsAreExact ? "the tools as counted, the prompts " : "")about 4 characters each"
    lines.append("  input tokens: ≈ \(estimate.inputTokens.grouped) (\(rule))")
    lines.append("  cost: \(Self.cost(estimate, isFree: prices.isEmpty))")
    for variant in suite.variants {
      lines.append(
        "  variant \(variant.name): \(variant.toolSet.tools.count.counted("tool")), "
          + "≈ \(variant.toolSet.estimatedTokens.counted("token"))")
      lines += plan.models.flatMap { model in
        catalogTokens[model.name]?[variant.name].map { $0.lines(for: variant.toolSet.tools, by: model.name) } ?? []
      }.map { "    \($0)" }
    }
    for model in plan.models {
      lines += Self.sentences(PlanPower(plan, of: suite, model: model), model).map { "  \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  private static func cost(_ estimate: PlanEstimate, isFree: Bool) -> String {
    guard let dollars = estimate.dollars else {
      return "unknown; set a price for the model in toolsight.yaml, or give a table with --prices"
    }
    let known =
      isFree
      ? "nothing: this machine answers"
      : String(format: "≈ $%.2f (prices: toolsight.yaml, else the table of \(PriceTable.published.date))", dollars)
    let lacking =
      estimate.unpriced.isEmpty ? "" : ", and what \(estimate.unpriced.joined(separator: ", ")) costs: unknown"
    return known + lacking
  }

  private var json: JSON {
    let estimate = estimate
    return [
      "suite": .string(suite.name), "trials": .number(JSONNumber(plan.trials.count)),
      "cases": .number(JSONNumber(estimate.cases)), "repeats": .number(JSONNumber(plan.repeats)),
      "requests": .number(JSONNumber(estimate.requests)), "inputTokens": .number(JSONNumber(estimate.inputTokens)),
      "inputTokensExact": false, "catalogTokensExact": .bool(countsAreExact),
      "usd": estimate.dollars.map { .number(JSONNumber($0)) } ?? nil,
      "unpriced": .array(estimate.unpriced.map { .string($0) }),
      "variants": .array(
        suite.variants.map {
          [
            "variant": .string($0.name), "tools": .number(JSONNumber($0.toolSet.tools.count)),
            "catalogTokens": .number(JSONNumber($0.toolSet.estimatedTokens)), "exact": false, "counts": counts(of: $0),
          ]
        }),
      "models": .array(
        plan.models.map { model in
          [
            "model": .string(model.name), "deterministic": .bool(model.isDeterministic),
            "trials": .number(JSONNumber(plan.trials.count { $0.model == model.name })),
            "schedule": .string(model.schedule.rawValue),
            "sees": .string(power(model).sight.word),
            "detectableDrop": power(model).detectableDrop.map { .number(JSONNumber($0)) } ?? nil,
            "advice": .string(Self.sentence(power(model).advice)),
            "unguarded": .array(power(model).unguarded.map { .string($0.tool) }),
          ]
        }),
    ]
  }

  private func counts(of variant: Variant) -> JSON {
    .array(
      plan.models.compactMap { model in
        catalogTokens[model.name]?[variant.name].map { count in
          [
            "model": .string(model.name), "catalogTokens": .number(JSONNumber(count.tokens)),
            "exact": .bool(!count.isEstimate),
          ]
        }
      })
  }

  private func power(_ model: ModelCard) -> PlanPower { PlanPower(plan, of: suite, model: model) }

  private static func sentences(_ power: PlanPower, _ model: ModelCard) -> [String] {
    var sentences: [String] = []
    switch power.sight {
    case .drop(let drop):
      sentences.append(
        "\(model.name) can show a drop of \(String(format: "%.1f", drop * 100)) points or more (a typical suite, 8 times in 10)"
      )
    case .noDrop:
      sentences.append("\(model.name) cannot show any drop (8 times in 10): there are too few cases and repeats")
    case .everyChange: sentences.append("\(model.name) is deterministic: any change of these cases shows")
    case .nothingToCompare: break
    }
    sentences.append(sentence(power.advice))
    if !power.unguarded.isEmpty {
      let shown = power.unguarded.prefix(20).map { "\($0.tool) (\($0.cases))" }.joined(separator: ", ")
      sentences.append(
        "too few cases to guard \(power.unguarded.count.counted("tool")) under \(model.name): \(shown)\(power.unguarded.count > 20 ? ", …" : "")"
      )
    }
    return sentences
  }

  private static func sentence(_ advice: PlanPower.Advice) -> String {
    switch advice {
    case .enough: "that is enough for the gate's max_drop: neither cases nor repeats need to be added"
    case .repeats(let repeats): "to show the gate's max_drop, add repeats: --repeats \(repeats)"
    case .cases(let cases, let repeats):
      "to show the gate's max_drop, add cases: it takes \(cases) with --repeats \(repeats), and more repeats alone are wasted"
    case .never: "no number of cases can show the gate's max_drop: set it above 0"
    case .onlyCases: "more repeats would tell nothing new; more cases would speak for more prompts"
    }
  }
}

extension PlanPower.Sight {
  fileprivate var word: String {
    switch self {
    case .nothingToCompare: "nothing_to_compare"
    case .everyChange: "every_change"
    case .noDrop: "no_drop"
    case .drop: "drop"
    }
  }
}
