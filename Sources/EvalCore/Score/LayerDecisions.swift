import OrderedJSON

/// What one layer decided of one tool's calls in one arm, and what the model did next.
package struct LayerDecisions: Sendable {
  package let layer: Layer
  /// The control's name.
  package let tool: String
  package let arm: Arm
  package fileprivate(set) var decided = 0
  /// How often each; a trial that ended with the decision has no next step.
  package fileprivate(set) var next: [NextStep: Int] = [:]

  /// What a model does when a call did not bring what it asked for.
  package enum NextStep: String, Sendable, CaseIterable, Hashable {
    /// Called the same tool again.
    case retried
    case anotherTool = "another_tool"
    /// Answered without a call.
    case gaveUp = "gave_up"
    /// Answered with a question.
    case asked
    /// Made the same call a third time or more often.
    case looped
  }
}

extension LayerDecisions {
  /// Of a whole run, by layer, tool and arm, in the order in which they are listed.
  package static func all(of run: Run) -> [LayerDecisions] {
    var found: [Key: LayerDecisions] = [:]
    for transcript in run.transcripts
    where transcript.turns.contains(where: { $0.results.contains { $0.layer != nil } }) {
      let names = run.suite.variant(transcript.trial.variant)?.names ?? NameMap()
      for decision in transcript.decisions {
        let tool = names.control(ofShown: decision.call.name, arguments: decision.call.object)
        let key = Key(layer: decision.layer, tool: tool, arm: transcript.trial.arm)
        var row = found[key] ?? LayerDecisions(layer: key.layer, tool: key.tool, arm: key.arm)
        row.decided += 1
        if let next = decision.next { row.next[next, default: 0] += 1 }
        found[key] = row
      }
    }
    let order = Dictionary(firstOf: run.plan.arms.enumerated().map { ($1, $0) })
    return found.values.sorted { left, right in
      (left.layer.rank, left.tool, order[left.arm] ?? 0) < (right.layer.rank, right.tool, order[right.arm] ?? 0)
    }
  }

  private struct Key: Hashable {
    let layer: Layer
    let tool: String
    let arm: Arm
  }
}

extension Layer {
  /// In the order in which a call meets them.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Transcript {
  fileprivate struct Decision {
    let call: ModelCall
    let layer: Layer
    /// Nil where the trial ended with it.
    let next: LayerDecisions.NextStep?
  }

  fileprivate var decisions: [Decision] {
    turns.indices.flatMap { turn in
      zip(turns[turn].answer.calls, turns[turn].results).compactMap { call, reply in
        reply.layer.map { Decision(call: call, layer: $0, next: step(after: call, in: turn)) }
      }
    }
  }

  private func step(after call: ModelCall, in turn: Int) -> LayerDecisions.NextStep? {
    guard turns.indices.contains(turn + 1) else { return nil }
    let answer = turns[turn + 1].answer
    guard !answer.calls.isEmpty else { return answer.asks ? .asked : .gaveUp }
    guard answer.calls.contains(where: { $0.name == call.name }) else { return .anotherTool }
    let isSame = { (other: ModelCall) in other.name == call.name && other.arguments == call.arguments }
    let before = turns[...turn].reduce(0) { $0 + $1.answer.calls.count(where: isSame) }
    return before >= 2 && answer.calls.contains(where: isSame) ? .looped : .retried
  }
}

extension ModelAnswer {
  /// Whether its text ends with a question, closing marks aside.
  fileprivate var asks: Bool {
    let marks: Set<Character> = ["?", "？", "؟"]
    let last = text?.last { !$0.isWhitespace && !"\"'”’)*_".contains($0) }
    return last.map(marks.contains) ?? false
  }
}
