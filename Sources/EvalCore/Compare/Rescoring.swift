import OrderedJSON

/// A stored run's suite with what is expected of its cases today: made from the run's own suite and today's, judged like any
/// other.
///
/// What was asked stays the run's: its prompts, variants, tools and schemas. A case that has gone, or that asks something else
/// today, cannot be judged; its trials count as missing, so that no score gets better by leaving out what failed.
package struct Rescoring: Sendable {
  /// The run's suite with today's expectations, judge and gate.
  package let suite: Suite
  /// In the order of the run's cases.
  package let losses: [Loss]
  /// Cases that came later, which the run never asked.
  package let added: [String]
  /// Variants that the run asked and today's suite does not have; they are judged as they were.
  package let goneVariants: [String]
  private let lost: [String: Loss]

  /// A case that cannot be judged today.
  package struct Loss: Sendable, Hashable {
    package let caseID: String
    package let reason: Reason
    /// The variants where it cannot; nil for all.
    package let variants: [String]?

    fileprivate init(_ caseID: String, _ reason: Reason, in variants: [String]? = nil) {
      self.caseID = caseID
      self.reason = reason
      self.variants = variants
    }
  }

  package enum Reason: Sendable, Hashable {
    case gone, todo
    /// What is not the same: its prompt, system prompt, turns, results or faults.
    case asksSomethingElse([String])
    case skipped
    /// Its answers cannot fairly be judged by these names, in words, which the run's tools do not have.
    case strangers(String)
  }

  /// - Parameters:
  ///   - was: the run's suite, a control that was brought in among its variants.
  ///   - asked: the ids of the cases that the run asked.
  ///   - models: that it asked.
  package init(_ was: Suite, asked: [String], of models: [ModelCard], by today: Suite) {
    let present = today.casesByID
    let gone = Set(was.variants.map(\.name).filter { today.variant($0) == nil && $0 != was.broughtControl })
    let wanted = Set(asked)
    let cases = was.cases.filter { wanted.contains($0.id) }
    let same = cases.filter { was.loss(of: $0, today: present[$0.id], in: today) == nil }
    suite = was.expecting(like: today, in: Set(same.map(\.id)), keeping: gone).gated(like: today)
    let judged = suite.casesByID
    let names = ShownNames(was, judged: suite, today, today.strictness(of: models))
    losses = cases.compactMap { own in
      was.loss(of: own, today: present[own.id], in: today)
        ?? was.partialLoss(of: own, as: judged[own.id] ?? own, today: present[own.id], names)
    }
    lost = losses.keyed(by: \.caseID)
    let known = Set(was.cases.map(\.id))
    added = today.cases.filter { !$0.todo && !known.contains($0.id) }.map(\.id)
    goneVariants = was.variants.map(\.name).filter(gone.contains)
  }

  package func isLost(_ trial: Trial) -> Bool {
    lost[trial.caseID].map { $0.variants?.contains(trial.variant) ?? true } ?? false
  }
}

extension Suite {
  /// Why a case of this suite cannot be judged by today's at all.
  fileprivate func loss(of own: EvalCase, today: EvalCase?, in other: Suite) -> Rescoring.Loss? {
    guard let today else { return Rescoring.Loss(own.id, .gone) }
    if today.todo { return Rescoring.Loss(own.id, .todo) }
    let differences = self.differences(of: own, to: today, in: other)
    return differences.isEmpty ? nil : Rescoring.Loss(own.id, .asksSomethingElse(differences))
  }

  /// Why a case, with what is expected of it today, cannot be judged in some of the variants.
  fileprivate func partialLoss(
    of own: EvalCase, as judged: EvalCase, today: EvalCase?, _ names: ShownNames
  ) -> Rescoring.Loss? {
    let asked = variants.map(\.name).filter { own.skipIn[$0] == nil }
    let skipped = asked.filter { today?.skipIn[$0] != nil }
    if !skipped.isEmpty { return Rescoring.Loss(own.id, .skipped, in: skipped) }
    let strangers = asked.map { names.strangers(in: judged, insteadOf: own, today: today, variant: $0) }
    let all = strangers.reduce(into: Set<SpokenName>()) { $0.formUnion($1) }
    let concerned = zip(asked, strangers).filter { !$0.1.isEmpty }.map(\.0)
    return all.isEmpty ? nil : Rescoring.Loss(own.id, .strangers(all.words), in: concerned)
  }

  /// What a case of this suite asks otherwise than the case of another does.
  package func differences(of own: EvalCase, to their: EvalCase, in other: Suite) -> [String] {
    var found: [String] = []
    if own.prompts != their.prompts { found.append("prompt") }
    if (own.system ?? system) != (their.system ?? other.system) || usesInstructions != other.usesInstructions {
      found.append("system prompt")
    }
    if (own.turns ?? turns) != (their.turns ?? other.turns) { found.append("turns") }
    // Whatever else the digest holds: the conversation before the prompt, results and faults.
    let isEqual = digest(of: own) == other.digest(of: their)
    return found.isEmpty && !isEqual ? ["conversation, results or faults"] : found
  }

  /// This suite with another's gate; a drop against a control that was brought in stays a matter of it.
  fileprivate func gated(like other: Suite) -> Suite {
    var suite = self
    suite.gate = other.gate
    if broughtControl != nil { suite.gate = suite.gate.requiring(.maxDrop) }
    return suite
  }
}

/// What the variants of a run showed, and what those of today have in their place.
private struct ShownNames {
  private var then: [String: OfferedNames] = [:]
  private var now: [String: OfferedNames] = [:]

  init(_ was: Suite, judged: Suite, _ today: Suite, _ strictness: Strictness) {
    let spoken = (was.cases + judged.cases).reduce(into: Set<SpokenName>()) { names, evalCase in
      for variant in was.variants { names.formUnion(evalCase.spokenNames(in: variant.name, strictness: strictness)) }
    }
    for variant in was.variants {
      then[variant.name] = OfferedNames(was, variant, spoken: spoken, strictness)
      let present = today.variant(variant.name) ?? (variant.name == was.broughtControl ? today.control : nil)
      now[variant.name] = present.map { OfferedNames(today, $0, spoken: spoken, strictness) }
    }
  }

  func strangers(
    in judged: EvalCase, insteadOf own: EvalCase, today: EvalCase?, variant: String
  ) -> Set<SpokenName> {
    let present = today.flatMap { evalCase in now[variant].map { (names: $0, evalCase: evalCase) } }
    return then[variant]?.strangers(in: judged, insteadOf: own, today: present) ?? []
  }
}
