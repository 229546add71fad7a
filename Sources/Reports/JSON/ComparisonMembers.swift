import EvalCore

extension Comparison: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("control", control)
    out.text("candidate", candidate)
    out.word("baseline", nil)
    out.text("model", model)
    out.word("scope", scope.rawValue)
    out.number("level", level)
    out.number("delta", delta)
    out.number("low", low)
    out.number("high", high)
    out.bool("exact", exact)
    out.number("pRegression", pRegression)
    out.number("pImprovement", pImprovement)
    out.number("margin", margin)
    out.number("detectable", detectable)
    out.object("cases", writePairing)
    out.array("flips", flips)
    out.array("tools", tools)
    out.array("moved", moved)
    out.word("verdict", verdict.rawValue)
  }

  /// Two variants of one run hold the same cases, so that none is added, removed or changed.
  private func writePairing(to out: inout JSONStream) {
    out.integer("paired", paired)
    out.texts("added", [])
    out.texts("removed", [])
    out.texts("changed", [])
    out.texts("skipped", skipped)
  }
}

extension Comparison.Flip: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("case", caseID)
    out.number("control", control)
    out.number("candidate", candidate)
    out.number("p", p)
  }
}

extension Comparison.ToolChange: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("tool", tool)
    out.integer("cases", cases)
    out.number("delta", delta)
    out.number("low", low)
    out.number("high", high)
    out.number("p", p)
    out.number("adjusted", adjusted)
    out.bool("edited", edited)
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

  init(_ evaluation: Evaluation) {
    gate = evaluation.gate
    isStrict = evaluation.isStrict
  }

  func writeMembers(to out: inout JSONStream) {
    out.word("outcome", gate.outcome.rawValue)
    out.integer("exit", Int(gate.exitCode(strict: isStrict)))
    out.bool("strict", isStrict)
    out.array("rules", gate.rules)
    out.array("unmeasured", gate.unmeasured)
  }
}

extension RuleOutcome: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("rule", rule)
    out.text("variant", variant)
    out.text("model", model)
    out.word("outcome", outcome.rawValue)
    out.number("threshold", threshold)
    out.number("value", value)
    out.number("low", low)
    out.number("high", high)
    out.text("detail", detail)
  }
}

extension Plan.Arm: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("variant", variant)
    out.text("model", model)
  }
}
