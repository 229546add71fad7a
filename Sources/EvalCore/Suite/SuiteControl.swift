extension Suite {
  /// This suite with another tool set in front of its variants, which becomes the control; a drop against it is then
  /// always a matter of the gate.
  ///
  /// Cases that need a tool which it does not have are skipped there, and so are no part of a comparison with it.
  package func controlled(by toolSet: ToolSet, named name: String) -> Suite {
    var suite = self
    let control = Variant(name: name, toolSet: toolSet)
    suite.variants.insert(control, at: 0)
    suite.broughtControl = name
    suite.gate = gate.forbiddingDrops
    let offered = Set(toolSet.tools.map(\.name))
    for index in suite.cases.indices where suite.cases[index].tools == nil {
      let expectation = suite.cases[index].expectation
      guard !expectation.canBeMet(with: offered) else { continue }
      suite.cases[index].skipIn[name] = "'\(name)' has no tool that could meet the expectation"
    }
    return suite
  }
}

extension CaseExpectation {
  /// Whether some alternative requires only tools among `names`.
  package func canBeMet(with names: Set<String>) -> Bool {
    alternatives.contains { alternative in
      alternative.required.allSatisfy { call in call.patterns.contains { names.contains($0.tool) } }
    }
  }
}
