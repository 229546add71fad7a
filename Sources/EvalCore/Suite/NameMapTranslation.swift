import OrderedJSON

extension NameMap {
  /// The expectation as this variant can meet it: its tools and arguments, and what it adds as expected values.
  package func translated(_ expectation: CaseExpectation) -> CaseExpectation {
    var result = expectation
    result.alternatives = expectation.alternatives.map { alternative in
      var alternative = alternative
      alternative.groups = alternative.groups.map { $0.map(translated) }
      alternative.optional = alternative.optional.map(translated)
      return alternative
    }
    result.bfcl?.calls = (expectation.bfcl?.calls ?? []).map { call in
      entries[call.tool]?.translated(call) ?? call
    }
    return result
  }

  /// The patterns under this variant's names; each keeps its ``CallPattern/control``.
  package func translated(_ patterns: [CallPattern]) -> [CallPattern] { patterns.map(translated) }

  private func translated(_ call: ExpectedCall) -> ExpectedCall {
    var call = call
    call.patterns = translated(call.patterns)
    return call
  }

  private func translated(_ pattern: CallPattern) -> CallPattern {
    guard let entry = entries[pattern.control] else { return pattern }
    var pattern = pattern
    pattern.tool = entry.to
    pattern.arguments = entry.translated(pattern.arguments)
    return pattern
  }

  /// A result of `control` whose conditions speak of this variant's arguments, and whose executions know them.
  func translated(_ result: CannedResult, of control: String) -> CannedResult {
    guard let entry = entries[control] else { return result }
    return switch result {
    case .value, .verbatim: result
    case .live(let execution): .live(execution.renamed(entry))
    case .when(let choices, let otherwise):
      .when(
        choices.map { (arguments: entry.renamed($0.arguments), result: translated($0.result, of: control)) },
        otherwise: translated(otherwise, of: control))
    }
  }
}

extension NameMap.Entry {
  /// What this variant adds, as expected values.
  var addedMatchers: [NamedMatcher] { names.addedMatchers }

  private var names: MemberNames { MemberNames(renamed: arguments, added: add) }
  /// Without what this variant adds.
  private var renames: MemberNames { MemberNames(renamed: arguments, added: [:]) }

  func translated(_ rule: ArgumentRule) -> ArgumentRule {
    guard !add.isEmpty else { return renamed(rule) }
    return switch rule {
    case .any: .named(addedMatchers)
    case .named(let rules): .named(names.translate(rules) + addedMatchers)
    case .only(let rules): .only(names.translate(rules) + addedMatchers)
    case .whole(let matcher): .whole(.all([matcher.translated(names), .subset(addedMatchers)]))
    case .bfcl(let call): .bfcl(added(to: renamed(call)))
    }
  }

  func renamed(_ rule: ArgumentRule) -> ArgumentRule {
    switch rule {
    case .any: .any
    case .named(let rules): .named(renames.translate(rules))
    case .only(let rules): .only(renames.translate(rules))
    case .whole(let matcher): .whole(matcher.translated(renames))
    case .bfcl(let call): .bfcl(renamed(call))
    }
  }

  func translated(_ call: BFCLCall) -> BFCLCall { added(to: renamed(call)) }

  private func renamed(_ call: BFCLCall) -> BFCLCall {
    var call = call
    call.tool = to
    call.answers = JSONObject(call.answers.map { (arguments[$0.key] ?? $0.key, $0.value) })
    call.function.required = call.function.required.map { arguments[$0] ?? $0 }
    let parameters = call.function.parameters.map { (CodePointKey(arguments[$0.key.text] ?? $0.key.text), $0.value) }
    call.function.parameters = Dictionary(firstOf: parameters)
    return call
  }

  /// What this variant adds is required, and right with this value alone.
  private func added(to call: BFCLCall) -> BFCLCall {
    var call = call
    for (name, value) in add {
      call.answers[name] = [value]
      call.function.parameters[CodePointKey(name)] = BFCLParameter(BFCLType(of: value))
    }
    return call
  }
}
