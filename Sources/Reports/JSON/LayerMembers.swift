import EvalCore

extension LayerDecisions: JSONMembers {
  func writeMembers(to out: inout JSONStream) {
    out.word("layer", layer.rawValue)
    out.text("tool", tool)
    out.text("variant", arm.variant)
    out.text("model", arm.model)
    out.integer("decided", decided)
    out.object("next") { out in
      out.integer("retried", next[.retried] ?? 0)
      out.integer("another_tool", next[.anotherTool] ?? 0)
      out.integer("gave_up", next[.gaveUp] ?? 0)
      out.integer("asked", next[.asked] ?? 0)
      out.integer("looped", next[.looped] ?? 0)
    }
  }
}
