import EvalCore

extension Comparison: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("control", control)
    out.text("candidate", candidate)
    out.text("baseline", baseline)
    out.text("model", model)
    out.word("scope", scope.rawValue)
    out.number("level", Levels.gateInterval)
    out.number("delta", difference?.delta)
    out.number("low", difference?.low)
    out.number("high", difference?.high)
    out.bool("exact", isDeterministic)
    out.number("pRegression", difference?.drop.p)
    out.number("pImprovement", difference?.gain.p)
    out.number("adjusted", difference?.drop.adjusted)
    out.number("margin", tolerance)
    out.number("detectable", difference?.detectable)
    out.object("population", population)
    out.object("accuracy") { out in
      out.object("control", accuracy.control)
      out.object("candidate", accuracy.candidate)
    }
    out.object("tokens", tokens)
    out.object("cases", writePairing)
    out.array("flips", changes.flips)
    out.array("newFailures", changes.newFailures)
    out.array("tools", changes.tools) { out, tool in
      out.object { out in
        out.change(tool, of: "tool")
        out.bool("edited", tool.isEdited)
      }
    }
    out.texts("collateral", changes.collateral.map(\.name))
    out.array("tags", changes.tags) { out, tag in out.object { $0.change(tag, of: "tag") } }
    out.array("moved", changes.moved)
    out.word("verdict", verdict.rawValue)
  }

  private func writePairing(to out: inout JSONStream) {
    out.integer("paired", cases.paired)
    out.texts("added", cases.added)
    out.texts("removed", cases.removed)
    out.texts("changed", cases.changed)
    out.texts("skipped", cases.skipped)
  }
}

extension Comparison.Flip: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("case", caseID)
    out.number("control", control)
    out.number("candidate", candidate)
    out.number("p", evidence.p)
    out.number("adjusted", evidence.adjusted)
  }
}

extension Comparison.NewFailure: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("case", caseID)
    out.bool("known", isKnown)
  }
}

extension Comparison.PopulationEffect: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.number("delta", delta)
    out.number("low", low)
    out.number("high", high)
    out.number("level", level)
    out.number("p", p)
  }
}

extension Comparison.TokenChange: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.object("catalog") { out in
      out.integer("control", catalog.control)
      out.integer("candidate", catalog.candidate)
    }
    out.object("input") { out in
      out.number("control", input.control)
      out.number("candidate", input.candidate)
    }
  }
}

extension JSONStream {
  /// The members of a tool's change, or of a tag's.
  fileprivate mutating func change(_ change: Comparison.GroupChange, of kind: StaticString) {
    text(kind, change.name)
    integer("cases", change.cases)
    number("delta", change.difference.delta)
    number("low", change.difference.low)
    number("high", change.difference.high)
    number("p", change.difference.drop.p)
    number("adjusted", change.difference.drop.adjusted)
  }
}

extension Comparison.MovedShare: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("gold", gold)
    out.text("to", to)
    out.number("share", share)
  }
}

/// The gate's answer with the exit code that follows from it.
struct GateVerdict: JSONMembers {
  let gate: GateOutcome
  let isStrict: Bool
  private let seldomRight: [SeldomRight]

  init(_ evaluation: Evaluation) {
    gate = evaluation.gate
    seldomRight = evaluation.seldomRight
    isStrict = evaluation.isStrict
  }

  func writeMembers(to out: inout JSONStream) {
    out.word("outcome", gate.outcome.rawValue)
    out.integer("exit", Int(gate.exit(strict: isStrict).rawValue))
    out.bool("strict", isStrict)
    out.array("rules", gate.rules)
    out.array("unmeasured", gate.unmeasured)
    out.array("unmeasuredInBaseline", gate.unmeasuredInBaseline)
    out.number("staleAgeDays", gate.staleDays)
    if !seldomRight.isEmpty { out.array("seldomRight", seldomRight) }
  }
}

extension SeldomRight: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("variant", variant)
    out.text("model", model)
    out.text("baseline", baseline)
    out.number("accuracy", accuracy)
  }
}

extension RuleOutcome: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("rule", path)
    out.text("variant", variant)
    out.text("model", arm?.model)
    out.word("outcome", verdict.rawValue)
    out.number("threshold", threshold)
    out.number("value", value)
    out.number("low", low)
    out.number("high", high)
    out.text("detail", detail)
  }
}

extension Arm: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("variant", variant)
    out.text("model", model)
  }
}
