package import EvalCore
import OrderedJSON

/// What a ``Plan`` was made from beside its suite: enough to make the same plan again from the stored files.
package struct PlanParameters: Sendable, Hashable {
  /// In the plan's order; the first is the control.
  package let variants: [String]
  package let models: [ModelCard]
  /// The cases that were asked, in the suite's order.
  package let caseIDs: [String]
  /// Cases that were selected too and are not asked: those that are to do, or that every variant skips.
  package let unaskedIDs: [String]
  package let repeats: Int
  package let seed: UInt64
  package let trialCount: Int
  package let strictness: Strictness
  package let sampling: Sampling
  /// The variant that `--control` brought in, which the suite's files lack; its tool set is kept like the others.
  package let control: String?
  /// Whether it was asked round by round and could end early, so that trials without a transcript may have been spared.
  package let isAdaptive: Bool
  package let shard: Shard?

  /// One of several parts of a suite's cases, each asked by another machine.
  package struct Shard: Sendable, Hashable {
    /// From 1 to ``count``.
    package let index: Int
    package let count: Int

    package init(index: Int, count: Int) {
      self.index = index
      self.count = count
    }
  }

  init(_ plan: Plan, of suite: Suite, shard: Shard? = nil) {
    variants = plan.variants
    models = plan.models
    let selected = Set(plan.trials.map(\.caseID))
    (caseIDs, unaskedIDs) = (
      suite.cases.map(\.id).filter(selected.contains), suite.cases.map(\.id).filter { !selected.contains($0) }
    )
    repeats = plan.repeats
    seed = plan.seed
    trialCount = plan.trials.count
    strictness = suite.strictness
    sampling = suite.sampling
    control = suite.broughtControl
    isAdaptive = plan.isAdaptive
    self.shard = shard
  }
}

/// As `runs.plan` holds it, version 1; members that came later are absent where they say nothing.
extension PlanParameters {
  private static let version = 1

  func stored(_ redact: StoredRedaction) -> JSON {
    var object: JSONObject = [
      "v": JSON(stored: Self.version), "seed": .number(JSONNumber(uncheckedText: String(seed))),
      "repeats": JSON(stored: repeats), "trials": JSON(stored: trialCount), "judge": .string(strictness.rawValue),
      "sampling": sampling.stored(redact), "models": .array(models.map { $0.stored(redact) }),
      "variants": .array(variants.map { .string(redact($0)) }), "cases": .array(caseIDs.map { .string(redact($0)) }),
    ]
    object["control"] = redact(control).map(JSON.string)
    if isAdaptive { object["adaptive"] = true }
    if !unaskedIDs.isEmpty { object["unasked"] = .array(unaskedIDs.map { .string(redact($0)) }) }
    object["shard"] = shard.map { ["index": JSON(stored: $0.index), "of": JSON(stored: $0.count)] }
    return .object(object)
  }

  init(stored bytes: some Sequence<UInt8>) throws(DamagedRow) {
    try self.init(stored: StoredMembers(parsing: bytes, version: Self.version))
  }

  init(stored json: JSON) throws(DamagedRow) { try self.init(stored: StoredMembers(json, version: Self.version)) }

  private init(stored members: StoredMembers) throws(DamagedRow) {
    variants = try members.texts("variants")
    models = try members.list("models") { card throws(DamagedRow) in try ModelCard(stored: card) }
    caseIDs = try members.texts("cases")
    unaskedIDs = members.has("unasked") ? try members.texts("unasked") : []
    repeats = try members.required("repeats", "a positive integer") { $0.numberValue?.intValue.flatMap(Self.positive) }
    seed = try members.required("seed", "a whole number") { $0.numberValue.flatMap { UInt64($0.text) } }
    trialCount = try members.int("trials")
    strictness = try members.word("judge")
    sampling = try Sampling(stored: members.members("sampling"))
    control = try members.optionalText("control")
    isAdaptive = try members.optional("adaptive", "a boolean", \.boolValue) ?? false
    shard = members.has("shard") ? try Shard(stored: members.members("shard")) : nil
  }

  private static func positive(_ number: Int) -> Int? { number > 0 ? number : nil }
}

extension PlanParameters.Shard {
  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    (index, count) = (try stored.int("index"), try stored.int("of"))
    guard index > 0, index <= count else { throw DamagedRow("a part \(index) of \(count)") }
  }
}

extension ModelCard {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
    var object: JSONObject = [
      "name": .string(redact(name)), "deterministic": .bool(isDeterministic), "givesArguments": .bool(givesArguments),
    ]
    object["note"] = redact(note).map(JSON.string)
    object["identity"] = redact(identity).map(JSON.string)
    if schedule != .interleaved { object["schedule"] = .string(schedule.rawValue) }
    if answersDependOnCache { object["dependsOnCache"] = true }
    return .object(object)
  }

  fileprivate init(stored: StoredMembers) throws(DamagedRow) {
    self.init(
      name: try stored.text("name"), isDeterministic: try stored.bool("deterministic"),
      givesArguments: try stored.bool("givesArguments"), note: try stored.optionalText("note"),
      identity: try stored.optionalText("identity"),
      schedule: stored.has("schedule") ? try stored.word("schedule") : .interleaved,
      answersDependOnCache: try stored.optional("dependsOnCache", "a boolean", \.boolValue) ?? false)
  }
}

extension Sampling {
  fileprivate func stored(_ redact: StoredRedaction) -> JSON {
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
