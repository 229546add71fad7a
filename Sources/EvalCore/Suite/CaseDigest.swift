import OrderedJSON

extension Suite {
  /// What the model is asked in a case, expectations and tools aside: two runs may pair the case where this is equal.
  ///
  /// Canned results and faults count only where the model lives to see them.
  package func digest(of evalCase: EvalCase) -> String {
    let turns = evalCase.turns ?? turns
    var members: JSONObject = [
      "messages": .array(evalCase.history.map(\.digested)), "prompts": .array(evalCase.prompts.map { .string($0) }),
      "turns": .number(JSONNumber(turns)),
    ]
    members["system"] = evalCase.system.map { .string($0) }
    members["principal"] = evalCase.principal.map { .object($0.digested) }
    if turns > 1 || evalCase.prompts.count > 1 {
      let results = results.merging(evalCase.results) { $1 }.sorted { $0.key < $1.key }
      members["results"] = .object(JSONObject(results.map { ($0.key, $0.value.digested) }))
      let faults = faults.merging(evalCase.faults) { $1 }.sorted { $0.key < $1.key }
      members["faults"] = .object(
        JSONObject(
          faults.map { tool, fault in
            let times = fault.times.map(String.init) ?? "always"
            let rate = fault.rate < 1 ? " \(fault.rate)" : ""
            return (tool, .string("\(fault.kind.rawValue) \(times) \(fault.afterMilliseconds)\(rate)"))
          }))
    }
    return ContentDigest.sha256(JSON.object(members).canonical)
  }
}

extension Message {
  fileprivate var digested: JSON {
    switch self {
    case .system(let text): ["system": .string(text)]
    case .user(let text): ["user": .string(text)]
    case .assistant(let text, let calls):
      [
        "assistant": text.map { .string($0) } ?? nil,
        "calls": .array(calls.map { [.string($0.tool), .object($0.arguments)] }),
      ]
    case .tool(let results): ["tool": .array(results.map { [.string($0.tool), $0.result.digested] })]
    }
  }
}

extension CannedResult {
  fileprivate var digested: JSON {
    switch self {
    case .value(let value): ["value": value]
    case .verbatim(let result): ["result": .object(result)]
    case .live(let execution): ["live": execution.source]
    case .when(let choices, let otherwise):
      // A rule has no text of its own; its parts, printed, change whenever the rule does.
      [
        "when": .array(choices.map { [.string("\($0.arguments)"), $0.result.digested] }), "else": otherwise.digested,
      ]
    }
  }
}
