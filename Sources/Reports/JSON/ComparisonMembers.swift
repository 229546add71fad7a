import EvalCore

extension Comparison: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("control", control)
    out.text("candidate", candidate)
    out.text("baseline", baseline)
    out.text("model", model)
    out.word("scope", scope.rawValue)
    out.number("level", level)
    out.number("delta", delta)
    out.number("low", low)
    out.number("high", high)
    out.bool("exact", exact)
    out.number("pRegression", pRegression)
    out.number("pImprovement", pImprovement)
    out.number("adjusted", adjusted)
    out.number("margin", margin)
    out.number("detectable", detectable)
    out.object("population", population)
    out.object("accuracy") { out in
      out.object("control", accuracy.control)
      out.object("candidate", accuracy.candidate)
    }
    out.object("tokens", tokens)
    out.object("cases", writePairing)
    out.array("flips", flips)
    out.array("newFailures", newFailures)
    out.array("tools", tools) { out, tool in
      out.object { out in
        out.change(tool, of: "tool")
        out.bool("edited", tool.edited)
      }
    }
    out.texts("collateral", collateral.map(\.name))
    out.array("tags", tags) { out, tag in out.object { $0.change(tag, of: "tag") } }
    out.array("moved", moved)
    out.word("verdict", verdict.rawValue)
  }

  private func writePairing(to out: inout JSONStream) {
    out.integer("paired", paired)
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
    out.number("p", p)
    out.number("adjusted", adjusted)
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
    number("delta", change.delta)
    number("low", change.low)
    number("high", change.high)
    number("p", change.p)
    number("adjusted", change.adjusted)
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
