import EvalCore
import OrderedJSON

/// Checks calls that a suite names against the tools of its variants.
struct CallChecks {
  let control: VisibleTools
  let others: [VisibleTools]
  let complaints: Complaints
  /// What the case would see without tools of its own; nil for a suite's own checks.
  var unfiltered: VisibleTools?
  /// False where a variant could not be read, so that nothing can be said about names of variants.
  var knowsVariants = true
  /// The names that the suite's language has for tools.
  private let controlNames: [String]

  init(control: VisibleTools, others: [VisibleTools], _ complaints: Complaints) {
    self.control = control
    self.others = others
    self.complaints = complaints
    controlNames = control.shownNames
  }

  var all: [VisibleTools] { [control] + others }

  /// The same where nothing can be said about missing tools.
  var incomplete: CallChecks {
    var checks = CallChecks(control: control.incomplete, others: others.map(\.incomplete), complaints)
    checks.knowsVariants = knowsVariants
    return checks
  }

  /// The same for a case from which layers hide tools; itself where they hide none.
  func hiding(_ hidden: (VisibleTools) -> [String: Layer]) -> CallChecks {
    let hides = all.map(hidden)
    guard hides.contains(where: { !$0.isEmpty }) else { return self }
    let hiding = zip(all, hides).map { $1.isEmpty ? $0 : $0.hiding($1) }
    var checks = CallChecks(control: hiding[0], others: Array(hiding.dropFirst()), complaints)
    (checks.unfiltered, checks.knowsVariants) = (unfiltered, knowsVariants)
    return checks
  }

  /// Complains about an expectation that the control cannot meet as it is written, or another variant not at all.
  ///
  /// - Parameter variants: the names of those where the expectation counts.
  func check(_ expectation: ReadExpectation, in variants: Set<String>) {
    let counting = all.filter { variants.contains($0.variant) }
    let isForControl = variants.contains(control.variant)
    let patterns = expectation.alternatives.flatMap { $0.required + $0.optional }.flatMap(\.patterns)
    let problems = (isForControl ? [control] : counting).flatMap { tools in
      patterns.flatMap { expectedProblems(of: $0, in: tools) }
    }
    problems.forEach(complaints.add)
    guard isForControl, problems.isEmpty else { return }
    for tools in counting where tools !== control { checkMeetable(expectation, in: tools) }
  }

  /// Complains about a call that must not be made if no variant has it.
  func checkForbidden(_ call: ReadCall) {
    for pattern in call.patterns {
      let holder = (all + [unfiltered].compactMap(\.self)).first { $0[pattern.pattern.control] != nil } ?? control
      problems(of: pattern, in: holder).forEach(complaints.add)
    }
  }

  /// Complains where no variant has the tool, and gives whether one has.
  @discardableResult
  func checkTool(_ name: String, at position: FilePosition) -> Bool {
    if all.contains(where: { $0[name] != nil }) { return true }
    // Nothing can be said about a name that a file may hold which could not be read.
    if all.contains(where: \.mayHoldMore) { return false }
    complaints.add(unknownTool(name, at: position, in: control))
    return false
  }

  private func checkMeetable(_ expectation: ReadExpectation, in tools: VisibleTools) {
    var reasons: [Diagnostic] = []
    for alternative in expectation.alternatives {
      let problems = alternative.required.flatMap { call -> [Diagnostic] in
        let problems = call.patterns.map { expectedProblems(of: $0, in: tools) }
        return problems.contains(where: \.isEmpty) ? [] : problems.flatMap(\.self)
      }
      if problems.isEmpty { return }
      reasons += problems
    }
    reasons.forEach(complaints.add)
  }

  /// What stands in the way of a call that is expected: that the model is not shown the tool, or what is wrong with the call.
  private func expectedProblems(of pattern: ReadPattern, in tools: VisibleTools) -> [Diagnostic] {
    let name = pattern.pattern.control
    guard tools[name] != nil, let layer = tools.hider(of: name) else { return problems(of: pattern, in: tools) }
    return [
      Diagnostic(
        .error, at: pattern.position,
        "variant '\(tools.variant)' hides '\(tools.names.shown(name).excerpt)' from this case's principal "
          + "(\(layer.rawValue)), so this cannot be met there",
        fix: "say in expect_in or skip_in what holds for '\(tools.variant)'")
    ]
  }

  private func problems(of pattern: ReadPattern, in tools: VisibleTools) -> [Diagnostic] {
    let name = pattern.pattern.control
    guard let tool = tools[name] else {
      return mayBeUnread(name, tools) ? [] : [unknownTool(name, at: pattern.position, in: tools)]
    }
    let undeclared = pattern.mentions.filter { isUndeclared($0, in: tools, name) }
    let skipped = Set(undeclared.map(\.name))
    return undeclared.map { unknownParameter($0, of: tool, in: tools, name) }
      + literalProblems(pattern, tool, in: tools, except: skipped)
  }

  /// Whether the tool may be missing only because something of these tools could not be read.
  private func mayBeUnread(_ name: String, _ tools: VisibleTools) -> Bool {
    if tools.isComplete && control.isComplete { return false }
    return tools.mayHoldMore || control.mayHoldMore || (unfiltered ?? control)[name] != nil
  }

  private func isUndeclared(_ mention: MatcherReader.Mention, in tools: VisibleTools, _ name: String) -> Bool {
    guard !mention.acceptsAbsence, let schema = tools.schema(of: name) else { return false }
    return schema.isUndeclared(tools.argument(mention.name, of: name))
  }

  private func literalProblems(
    _ pattern: ReadPattern, _ tool: Tool, in tools: VisibleTools, except skipped: Set<String>
  ) -> [Diagnostic] {
    let name = pattern.pattern.control
    guard let schema = tools.schema(of: name) else { return [] }
    let check = LiteralCheck(tool: tool, schema: schema)
    return pattern.literals.compactMap { literal in
      var (value, path) = (literal.value, literal.path)
      if let first = path.first {
        if skipped.contains(first) { return nil }
        path[0] = tools.argument(first, of: name)
      } else if let arguments = value.objectValue, skipped.isEmpty {
        value = .object(tools.names.arguments(arguments, of: name))
      }
      if let (message, fix) = check.problem(with: value, at: path) {
        return Diagnostic(.error, at: literal.position, prefix(tools) + message, fix: Slip.fix(forValue: value) ?? fix)
      }
      guard !path.isEmpty, tools === control, Slip.isProbable(value, asArgument: path, of: tool),
        let fix = Slip.fix(forValue: value)
      else { return nil }
      return Diagnostic(.warning, at: literal.position, "this is taken word for word, as a map with this key", fix: fix)
    }
  }

  private func prefix(_ tools: VisibleTools) -> String {
    tools === control ? "" : "in variant '\(tools.variant)': "
  }
}

// MARK: - Complaints

extension CallChecks {
  private func unknownTool(_ name: String, at position: FilePosition, in tools: VisibleTools) -> Diagnostic {
    let shown = tools.names.shown(name)
    if tools !== control, control[name] != nil {
      return Diagnostic(
        .error, at: position, "variant '\(tools.variant)' has no tool '\(shown.excerpt)', so this cannot be met there",
        fix: "map it under 'rename', or say in expect_in or skip_in what holds for '\(tools.variant)'")
    }
    if tools === control, unfiltered?[name] != nil {
      return Diagnostic(
        .error, at: position, "this case does not show the tool '\(name.excerpt)'", fix: "correct its key 'tools'")
    }
    if let renamed = renamedTool(name) {
      return Diagnostic(
        .error, at: position, "unknown tool '\(name.excerpt)': that is the name in variant '\(renamed.variant)'",
        fix: "use the control's name '\(renamed.control)'")
    }
    if tools === control, let holder = others.first(where: { $0[name] != nil }) {
      return Diagnostic(
        .error, at: position, "the control has no tool '\(name.excerpt)': only variant '\(holder.variant)' has",
        fix: "put it under expect_in: {\(holder.variant): …}")
    }
    return Diagnostic(
      .error, at: position, "\(prefix(tools))unknown tool '\(name.excerpt)'",
      fix: complaints.isFull
        ? nil
        : listed(name, in: tools) ?? fix(for: name, among: tools.knownNames(among: controlNames)))
  }

  /// A tool that is nearly called so was meant before a word of the suite's language was.
  private func fix(for name: String, among known: [String]) -> String? {
    let near = Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
    return near ?? Slip.fix(forTool: name) ?? Suggestion.fix(for: name, among: known)
  }

  /// For several tools that were written without the brackets of a list.
  private func listed(_ name: String, in tools: VisibleTools) -> String? {
    let parts = name.split { $0 == "," || $0 == " " }.map(String.init)
    guard parts.count > 1, name.contains(","), parts.allSatisfy({ tools[$0] != nil }) else { return nil }
    return "write [\(parts.joined(separator: ", "))] for all of these calls"
  }

  private func renamedTool(_ name: String) -> (variant: String, control: String)? {
    for tools in others {
      let controls = tools.names.entries.filter { $0.value.to == name }.keys.sorted()
      if let control = controls.first { return (tools.variant, control) }
    }
    return nil
  }

  private func unknownParameter(
    _ mention: MatcherReader.Mention, of tool: Tool, in tools: VisibleTools, _ name: String
  ) -> Diagnostic {
    let shown = tools.argument(mention.name, of: name)
    let isRenamable = tools !== control && control.schema(of: name)?.isUndeclared(mention.name) == false
    let fix =
      isRenamable
      ? "map it: rename: {\(name): {to: \(tool.name), arguments: {\(mention.name): …}}}, or use expect_in"
      : Slip.fix(forParameter: shown) ?? Suggestion.fix(for: shown, among: tools.schema(of: name)?.names ?? [])
    return Diagnostic(
      .error, at: mention.position, "\(prefix(tools))'\(tool.name.excerpt)' has no parameter '\(shown.excerpt)'",
      fix: fix)
  }
}
