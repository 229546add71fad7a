extension Suite {
  /// This suite with another tool set in front of its variants, which becomes the control; a drop against it is then
  /// always a matter of the gate.
  ///
  /// Cases that cannot fairly be judged with it are skipped there, and so are no part of a comparison with it.
  package func controlled(by toolSet: ToolSet, named name: String) -> Suite {
    var suite = self
    var control = Variant(name: name, toolSet: toolSet)
    (control.server, control.principal) = (self.control.server, self.control.principal)
    suite.variants.insert(control, at: 0)
    suite.broughtControl = name
    suite.gate = gate.requiring(.maxDrop)
    let spoken = cases.reduce(into: Set<SpokenName>()) {
      $0.formUnion($1.spokenNames(in: name, strictness: strictness))
    }
    let brought = OfferedNames(suite, control, spoken: spoken, strictness)
    let today = OfferedNames(self, self.control, spoken: spoken, strictness)
    for index in suite.cases.indices {
      let strangers = brought.strangers(in: suite.cases[index], today: today)
      if strangers.isEmpty { continue }
      suite.cases[index].skipIn[name] = "'\(name)' does not have \(strangers.words)"
    }
    return suite
  }

  /// The ids of cases that a control from elsewhere is not asked, because it could not be judged by them.
  package var casesBeyondBroughtControl: Set<String> {
    guard let broughtControl else { return [] }
    return Set(cases.filter { !$0.todo && $0.skipIn[broughtControl] != nil }.map(\.id))
  }
}

extension Set<SpokenName> {
  /// By name, e.g. `'find', 'status' of 'list'`.
  package var words: String { map(\.words).sorted().joined(separator: ", ") }
}
