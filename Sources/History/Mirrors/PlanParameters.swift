package import EvalCore
import OrderedJSON

/// What a ``Plan`` was made from beside its suite: enough to make the same plan again from the stored files.
package struct PlanParameters: Sendable, Hashable {
  /// In the plan's order; the first is the control.
  package let variants: [String]
  package let models: [ModelCard]
  /// The cases that were selected, in the suite's order.
  package let caseIDs: [String]
  package let repeats: Int
  package let seed: UInt64
  package let trialCount: Int
  package let judge: Judge
  package let sampling: Sampling

  init(_ plan: Plan, of suite: Suite) {
    variants = plan.variants
    models = plan.models
    let selected = Set(plan.trials.map(\.caseID))
    caseIDs = suite.cases.map(\.id).filter(selected.contains)
    repeats = plan.repeats
    seed = plan.seed
    trialCount = plan.trials.count
    judge = suite.judge
    sampling = suite.sampling
  }
}

/// As `runs.plan` holds it, version 1.
extension PlanParameters {
  private static let version = 1

  func stored(_ redact: Redaction) -> JSON {
    [
      "v": JSON(stored: Self.version), "seed": .number(JSONNumber(uncheckedText: String(seed))),
      "repeats": JSON(stored: repeats), "trials": JSON(stored: trialCount), "judge": .string(judge.rawValue),
      "sampling": sampling.stored(redact), "models": .array(models.map { $0.stored(redact) }),
      "variants": .array(variants.map { .string(redact($0)) }), "cases": .array(caseIDs.map { .string(redact($0)) }),
    ]
  }

  init(stored bytes: some Sequence<UInt8>) throws(DamagedRow) {
    let members = try StoredMembers(parsing: bytes, version: Self.version)
    variants = try members.texts("variants")
    models = try members.list("models") { card throws(DamagedRow) in try ModelCard(stored: card) }
    caseIDs = try members.texts("cases")
    repeats = try members.int("repeats")
    seed = try members.required("seed", "a whole number") { $0.numberValue.flatMap { UInt64($0.text) } }
    trialCount = try members.int("trials")
    judge = try members.word("judge")
    sampling = try Sampling(stored: members.members("sampling"))
  }
}

extension ModelCard {
  fileprivate func stored(_ redact: Redaction) -> JSON {
    var object: JSONObject = [
      "name": .string(redact(name)), "deterministic": .bool(isDeterministic), "givesArguments": .bool(givesArguments),
    ]
    object["note"] = redact(note).map(JSON.string)
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init(
      name: try stored.text("name"), isDeterministic: try stored.bool("deterministic"),
      givesArguments: try stored.bool("givesArguments"), note: try stored.optionalText("note"))
  }
}

extension Sampling {
  fileprivate func stored(_ redact: Redaction) -> JSON {
    var object = JSONObject()
    object["temperature"] = temperature.map(JSON.number)
    object["top_p"] = topP.map(JSON.number)
    object["max_output_tokens"] = maxOutputTokens.map { JSON(stored: $0) }
    object["seed"] = seed.map { JSON(stored: $0) }
    object["tool_choice"] = redact(toolChoice).map(JSON.string)
    object["parallel_calls"] = parallelCalls.map(JSON.bool)
    let extra = extra.sorted { $0.key < $1.key }.map { (redact($0.key), JSON.object(redact($0.value))) }
    if !extra.isEmpty { object["extra"] = .object(JSONObject(extra)) }
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init()
    temperature = try stored.optional("temperature", "a number", \.numberValue)
    topP = try stored.optional("top_p", "a number", \.numberValue)
    maxOutputTokens = try stored.optionalInt("max_output_tokens")
    seed = try stored.optionalInt("seed")
    toolChoice = try stored.optionalText("tool_choice")
    parallelCalls = try stored.optional("parallel_calls", "a boolean", \.boolValue)
    for (provider, members) in try stored.optional("extra", "an object", \.objectValue) ?? [:] {
      guard let members = members.objectValue else { throw DamagedRow("a member 'extra' that is not all objects") }
      extra[provider] = members
    }
  }
}
