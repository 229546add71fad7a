import EvalCore

/// Reads `gate`: the rules that a run must meet.
struct GateReader {
  let checks: CallChecks
  let variants: [String]
  private var complaints: Complaints { checks.complaints }

  static let keys = [
    "max_drop", "max_tool_drop", "min_accuracy", "max_false_call_rate", "max_missed_call_rate", "max_forbidden_calls",
    "max_catalog_tokens", "no_new_failures", "tools", "variants", "models",
  ]
  static let toolKeys = ["min_recall", "min_precision", "max_forbidden_calls"]
  static let overrideKeys = [
    "max_drop", "min_accuracy", "max_false_call_rate", "max_missed_call_rate", "max_catalog_tokens",
  ]

  func rules(_ node: LocatedNode) -> GateRules {
    var rules = GateRules()
    guard let fields = Fields(node, "gate", keys: Self.keys, complaints) else { return rules }
    rules.maxDrop = fraction("max_drop", fields)
    if let drop = fields["max_tool_drop"] {
      rules.maxToolDrop = drop.stringValue == "off" ? nil : drop.fraction("max_tool_drop (or off)", complaints)
    }
    rules.minAccuracy = fraction("min_accuracy", fields)
    rules.maxFalseCallRate = fraction("max_false_call_rate", fields)
    rules.maxMissedCallRate = fraction("max_missed_call_rate", fields)
    rules.maxForbiddenCalls = count("max_forbidden_calls", fields)
    rules.maxCatalogTokens = count("max_catalog_tokens", fields)
    rules.noNewFailures = fields["no_new_failures"]?.bool("no_new_failures", complaints) ?? false
    rules.tools = tools(fields["tools"])
    rules.variants = overrides(fields["variants"], "variant", known: variants)
    rules.models = overrides(fields["models"], "model", known: nil)
    return rules
  }

  /// Where each model is named; whether a run asks it is known only with its command line.
  static func modelPositions(_ node: LocatedNode) -> [String: FilePosition] {
    Dictionary(
      (node["models"]?.members ?? []).map { ($0.key, $0.keyPosition) }, uniquingKeysWith: { first, _ in first })
  }

  private func fraction(_ key: String, _ fields: Fields) -> Double? { fields[key]?.fraction(key, complaints) }

  private func count(_ key: String, _ fields: Fields) -> Int? { fields[key]?.integer(key, in: 0...Int.max, complaints) }

  private func tools(_ node: LocatedNode?) -> [String: GateRules.ToolRules] {
    var all: [String: GateRules.ToolRules] = [:]
    for member in node?.map("the gate's tools", complaints) ?? [] {
      guard checks.checkTool(member.key, at: member.keyPosition),
        let fields = Fields(member.value, "the rules of a tool", keys: Self.toolKeys, complaints)
      else { continue }
      var rules = GateRules.ToolRules()
      rules.minRecall = fraction("min_recall", fields)
      rules.minPrecision = fraction("min_precision", fields)
      rules.maxForbiddenCalls = count("max_forbidden_calls", fields)
      all[member.key] = rules
    }
    return all
  }

  private func overrides(_ node: LocatedNode?, _ what: String, known: [String]?) -> [String: GateRules.Overrides] {
    var all: [String: GateRules.Overrides] = [:]
    for member in node?.map("the gate's \(what)s", complaints) ?? [] {
      if let known, !known.contains(member.key) {
        guard checks.knowsVariants else { continue }
        complaints.error(
          at: member.keyPosition, "unknown \(what) '\(member.key.excerpt)'",
          fix: Suggestion.fix(for: member.key, among: known))
        continue
      }
      guard let fields = Fields(member.value, "the rules of a \(what)", keys: Self.overrideKeys, complaints) else {
        continue
      }
      var rules = GateRules.Overrides()
      rules.maxDrop = fraction("max_drop", fields)
      rules.minAccuracy = fraction("min_accuracy", fields)
      rules.maxFalseCallRate = fraction("max_false_call_rate", fields)
      rules.maxMissedCallRate = fraction("max_missed_call_rate", fields)
      rules.maxCatalogTokens = count("max_catalog_tokens", fields)
      all[member.key] = rules
    }
    return all
  }
}
