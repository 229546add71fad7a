import OrderedJSON

/// What a case means in a variant: everything under the names that the variant shows.
extension Suite {
  /// The map that a case's names go through: none where the case brings its own tools.
  package func names(of evalCase: EvalCase, in variant: Variant) -> NameMap {
    if case .replacement = evalCase.tools { return NameMap() }
    return variant.names
  }

  package func expectation(of evalCase: EvalCase, in variant: Variant) -> CaseExpectation {
    names(of: evalCase, in: variant).translated(evalCase.expectation(in: variant.name))
  }

  package func forbidden(of evalCase: EvalCase, in variant: Variant) -> [CallPattern] {
    names(of: evalCase, in: variant).translated(evalCase.forbid)
  }

  /// The tools that a trial of the case sees, the variant's edits done.
  package func catalogueTools(of evalCase: EvalCase, in variant: Variant) -> [Tool] {
    let hidden = hiddenTools(of: evalCase, in: variant)
    let chosen = chosenTools(of: evalCase, in: variant)
    return hidden.isEmpty ? chosen : chosen.filter { hidden[$0.name] == nil }
  }

  /// What a case's own key `tools` leaves of its variant's.
  package func chosenTools(of evalCase: EvalCase, in variant: Variant) -> [Tool] {
    let tools = variant.toolSet.tools
    switch evalCase.tools {
    case nil: return tools
    case .replacement(let set): return set.tools
    case .only(let names):
      let shown = Set(names.map(variant.names.shown))
      return tools.filter { shown.contains($0.name) }
    case .without(let names):
      let hidden = Set(names.map(variant.names.shown))
      return tools.filter { !hidden.contains($0.name) }
    }
  }

  /// What is wrong with a `tool_choice` that names a tool: the first trial that would not see it; nil where all do.
  package func problem(ofToolChoice choice: String) -> (problem: String, fix: String)? {
    guard !NameMap.isChoiceWord(choice) else { return nil }
    for evalCase in cases where !evalCase.todo {
      for variant in variants where evalCase.isAsked(in: variant.name) {
        let shown = names(of: evalCase, in: variant).shownChoice(choice)
        if !catalogueTools(of: evalCase, in: variant).contains(where: { $0.name == shown }) {
          return (
            "'tool_choice' names '\(choice.excerpt())', which case '\(evalCase.id)' does not see in variant "
              + "'\(variant.name)'",
            fix: "choose a tool that every case sees, or leave the choice to the model"
          )
        }
      }
    }
    return nil
  }

  /// The case's system prompt or else the suite's, and after a blank line the server's instructions where the suite asks
  /// for them; nil for none.
  package func systemPrompt(of evalCase: EvalCase, in variant: Variant) -> String? {
    var parts = [evalCase.system ?? system].compactMap(\.self)
    if usesInstructions, let instructions = instructions(of: evalCase, in: variant) { parts.append(instructions) }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  private func instructions(of evalCase: EvalCase, in variant: Variant) -> String? {
    if case .replacement(let set) = evalCase.tools { return set.instructions }
    return variant.toolSet.instructions
  }

  /// The case's canned results over the suite's, by shown tool name.
  ///
  /// Where a variant merges tools, the arguments that it adds choose among their results.
  ///
  /// - Parameter evalCase: nil for calls that belong to no trial.
  package func results(of evalCase: EvalCase?, in variant: Variant) -> [String: CannedResult] {
    let names = evalCase.map { self.names(of: $0, in: variant) } ?? variant.names
    let all = results.merging(evalCase?.results ?? [:]) { $1 }
    var shown: [String: CannedResult] = [:]
    for (name, controls) in Dictionary(grouping: all.keys.sorted(), by: names.shown) {
      let choices = controls.map { control in
        (
          arguments: ArgumentRule.named(names.entries[control]?.addedMatchers ?? []),
          result: names.translated(all[control] ?? .ok, of: control)
        )
      }
      let isMerged = names.entries.values.count { $0.to == name } > 1
      shown[name] = isMerged ? .when(choices, otherwise: .ok) : choices[0].result
    }
    return shown
  }

  /// The case's faults over the suite's, by shown tool name; where a variant merges tools, the first by control name that has
  /// one.
  package func faults(of evalCase: EvalCase?, in variant: Variant) -> [String: Fault] {
    let names = evalCase.map { self.names(of: $0, in: variant) } ?? variant.names
    let faults = self.faults.merging(evalCase?.faults ?? [:]) { $1 }.sorted { $0.key < $1.key }.map {
      (names.shown($0.key), $0.value)
    }
    return Dictionary(firstOf: faults)
  }
}
