import EvalCore
import OrderedJSON

extension JudgedTrial: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("case", trial.caseID)
    out.text("variant", trial.variant)
    out.text("model", trial.model)
    out.integer("repeat", trial.repeat)
    out.word("outcome", outcome.rawValue)
    out.words("reasons", reasonWords)
    out.array("details", reasons)
    out.integer("turns", transcript.turns.count)
    out.word("stopped", transcript.stopped.rawValue)
    out.milliseconds("latencyMs", transcript.latencyMilliseconds)
    out.array("calls", calls)
    out.text("text", transcript.text)
    out.object("selectionMargin", margin)
    if isCopy { out.bool("counted", false) }
    if let origin = transcript.turns.lazy.compactMap(\.answer.origin).first { out.object("origin", origin) }
    if let seed = transcript.turns.first?.answer.seed { out.integer("seed", seed) }
    out.object("error", transcript.failure)
    out.object("usage", PricedUsage(usage: transcript.usage))
  }

  /// The outcomes that apply, each once, and whether a layer hid what was called.
  private var reasonWords: [String] {
    reasons.map(\.outcome.rawValue).distinct + (reasons.contains { $0.hiddenBy != nil } ? ["hidden_by"] : [])
  }
}

extension SelectionMargin: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.number("value", value)
    out.bool("bound", isBound)
    out.text("runnerUp", runnerUp)
  }
}

extension Reason: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.word("outcome", outcome.rawValue)
    out.text("detail", detail)
    if let hiddenBy { out.word("hiddenBy", hiddenBy.rawValue) }
  }
}

extension JudgedCall: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.integer("turn", turn)
    out.text("tool", tool)
    out.text("shownAs", call.name)
    switch call.arguments {
    case .object(let object): out.json("arguments", .object(object))
    case .malformed(let text, let reason):
      out.json("arguments", nil)
      out.object("malformed") {
        $0.text("text", text); $0.text("reason", reason)
      }
    }
    out.text("matched", matched)
    out.word("role", role.rawValue)
    out.bool("forbidden", isForbidden)
    out.array("mismatches", mismatches)
  }
}

extension Mismatch: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.word("kind", kind.rawValue)
    out.text("at", at)
    out.text("detail", detail)
  }
}

extension AnswerOrigin: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.text("gateway", gateway)
    out.text("upstream", upstream)
    out.integer("retries", retries)
    out.bool("stored", isStored)
    out.bool("relayed", isRelayed)
  }
}

extension EndpointFailure: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.word("class", `class`.rawValue)
    out.integer("status", status)
    out.text("message", message)
    out.integer("attempts", attempts)
    if let origin { out.object("origin", origin) }
  }
}
