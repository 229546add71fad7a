import OrderedJSON
import Statistics

/// A comparison before what it needs of the other comparisons is known.
struct ComparisonDraft {
  let difference: Difference?
  let tools: [(name: String, pairs: [CasePair], difference: Difference)]
  private let control: ScoredArm
  private let candidate: ScoredArm
  private let baseline: Baseline?
  private let pairs: [CasePair]
  private let cases: Comparison.ComparedCases
  private let basis: Difference.Basis

  /// - Parameter baseline: where the control was stored under that name, and not asked in the candidate's run.
  init(control: ScoredArm, candidate: ScoredArm, baseline: Baseline? = nil) {
    self.control = control
    self.candidate = candidate
    self.baseline = baseline
    let isExact = control.score.isDeterministic && candidate.score.isDeterministic
    let basis: Difference.Basis =
      isExact ? .fact : candidate.plan.isAdaptive && baseline == nil ? .rounds : .plannedRepeats
    (pairs, cases) = Self.paired(control, candidate, baseline?.cases, basis)
    difference = Difference(pairs, basis)
    tools = Self.byTool(pairs, control, candidate).compactMap { tool, pairs in
      Difference(pairs, basis).map { (tool, pairs, $0) }
    }
    self.basis = basis
  }

  private static func paired(
    _ control: ScoredArm, _ candidate: ScoredArm, _ matching: CaseMatching?, _ basis: Difference.Basis
  ) -> (pairs: [CasePair], cases: Comparison.ComparedCases) {
    let before = control.score.talliesByCase
    let after = candidate.score.talliesByCase
    let same = matching.map { Set($0.same) }
    let rounds = basis == .rounds ? CasePair.rounds(control, candidate) : [:]
    var pairs: [CasePair] = []
    var skipped: [String] = []
    for asked in candidate.plannedCases where same?.contains(asked.id) ?? true {
      if asked.countsInGate, let before = before[asked.id], let after = after[asked.id] {
        pairs.append(CasePair(evalCase: asked, control: before, candidate: after, rounds: rounds[asked.id] ?? []))
      } else {
        skipped.append(asked.id)
      }
    }
    let cases = Comparison.ComparedCases(
      paired: pairs.count, added: matching?.added ?? [], removed: matching?.removed ?? [],
      changed: matching?.changed ?? [], skipped: skipped)
    return (pairs, cases)
  }

  /// Under each tool of the control the pairs whose gold has it, in the control's order of tools.
  private static func byTool(
    _ pairs: [CasePair], _ control: ScoredArm, _ candidate: ScoredArm
  ) -> [(String, [CasePair])] {
    var byTool: [String: [CasePair]] = [:]
    for pair in pairs {
      for tool in pair.evalCase.goldTools(control, candidate) { byTool[tool, default: []].append(pair) }
    }
    let listed = candidate.suite.control.toolSet.tools.map(\.name)
    let others = Set(byTool.keys).subtracting(listed).sorted()
    return (listed + others).compactMap { tool in byTool.removeValue(forKey: tool).map { (tool, $0) } }
  }

  /// - Parameters:
  ///   - adjusted: the drop's p by Holm over all comparisons.
  ///   - toolsAdjusted: the same for ``tools``, over all tools of all comparisons.
  ///   - tests: how many p-values either was adjusted over.
  func comparison(
    adjusted: Double?, toolsAdjusted: [Double?], tests: (suite: Int, tools: Int), _ gate: GateRules
  ) -> Comparison {
    let tolerance = gate.tolerance(of: .maxDrop, for: candidate.score.arm)
    let compared = difference?.among(adjusted: adjusted, room: Room(pairs, basis, tests: tests.suite))
    return Comparison(
      arm: candidate.score.arm, control: control.score.variant, baseline: baseline?.name,
      isDeterministic: basis == .fact, difference: compared, tolerance: tolerance,
      population: Comparison.PopulationEffect(pairs),
      accuracy: .init(control: control.score.rates.accuracy, candidate: candidate.score.rates.accuracy),
      tokens: .init(from: control, to: candidate, over: pairs.map(\.evalCase.id)), cases: cases,
      changes: changes(toolsAdjusted, tests.tools, gate),
      verdict: compared?.verdict(tolerance: tolerance) ?? .notApplicable)
  }

  private func changes(_ toolsAdjusted: [Double?], _ tests: Int, _ gate: GateRules) -> Comparison.Changes {
    var changes = Comparison.Changes()
    changes.flips = Comparison.Flip.all(pairs, basis)
    changes.newFailures = Comparison.NewFailure.all(pairs, basis)
    changes.showsNewFailures = gate[.noNewFailures] == nil || Comparison.NewFailure.canBeKnown(pairs, basis)
    changes.tools = toolChanges(toolsAdjusted, tests)
    changes.tags = Comparison.GroupChange.byTag(pairs, basis)
    changes.moved = moved
    return changes
  }

  private var moved: [Comparison.MovedShare] {
    let cases = pairs.map(\.evalCase.id)
    return Comparison.MovedShare.all(from: control.confusion(over: cases), to: candidate.confusion(over: cases))
  }

  private func toolChanges(_ adjusted: [Double?], _ tests: Int) -> [Comparison.GroupChange] {
    let edited = candidate.variant.tools(wordedOtherwiseIn: control.variant)
    return zip(tools, adjusted).map { tool, adjusted in
      Comparison.GroupChange(
        .tool(isEdited: edited.contains(tool.name)), name: tool.name, cases: tool.pairs.count,
        difference: tool.difference.ofGroup(adjusted: adjusted, room: Room(tool.pairs, basis, tests: tests)))
    }
  }
}

extension Difference {
  /// `method.md` 2.6, and 00.6 for a difference that is a fact; a pass only where failing was possible.
  func verdict(tolerance: Double) -> Verdict {
    let verdict = verdictOfAnswers(tolerance)
    return verdict == .pass && room?.allows(dropBeyond: tolerance) == false ? .inconclusive : verdict
  }

  private func verdictOfAnswers(_ tolerance: Double) -> Verdict {
    if drop == .fact { return delta.reaches(-tolerance) ? .pass : .fail }
    let verdict = MarginVerdict(
      estimate: delta, interval: Interval(low: low, high: high, level: level), margin: tolerance,
      dropIsSignificant: drop.isKnown(at: Levels.alpha))
    return switch verdict.outcome {
    case .pass: .pass
    case .fail: .fail
    case .inconclusive: .inconclusive
    }
  }
}

extension Double {
  /// At least `threshold`, where shares that are equal on paper may differ in their last bits.
  func reaches(_ threshold: Double) -> Bool { self >= threshold - 1e-9 }
}

extension Variant {
  /// The suite's names of the control's tools whose definition here is another, or that this variant lacks.
  package func tools(wordedOtherwiseIn control: Variant) -> Set<String> {
    let ours = toolSet.tools.keyed(by: \.name)
    let theirs = control.toolSet.tools.map { tool in
      (name: control.names.control(ofShown: tool.name, arguments: nil), tool: tool)
    }
    return Set(
      theirs.filter { name, tool in ours[names.shown(name)].map { !$0.isWritten(like: tool) } ?? true }.map(\.name))
  }
}

extension Tool {
  fileprivate func isWritten(like other: Tool) -> Bool {
    name == other.name && JSON.object(json).compact == JSON.object(other.json).compact
  }
}
