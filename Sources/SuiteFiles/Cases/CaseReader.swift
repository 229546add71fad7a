import EvalCore
import OrderedJSON

/// Reads one case and checks it against the tools of every variant.
struct CaseReader {
  let documents: Documents
  let variants: [Variant]
  /// Against the tools of the variants, for cases without tools of their own.
  let suiteChecks: CallChecks
  let layers: SuiteLayers
  /// `YYYY-MM-DD`; a quarantine that ended before is an error. Nil for no such check.
  let today: String?

  private var complaints: Complaints { documents.complaints }

  /// What other test tools call these keys.
  private static let othersKeys = [
    "tool": "expect", "expected": "expect", "expects": "expect", "expected_tool": "expect", "expected_tools": "expect",
    "expected_calls": "expect", "tool_calls": "expect", "call": "expect", "calls": "expect", "input": "prompt",
    "query": "prompt", "question": "prompt", "user": "prompt", "name": "id", "description": "note", "skip": "todo",
  ]

  /// Nil after a complaint that leaves no case.
  func evalCase(_ node: LocatedNode) -> EvalCase? {
    guard let fields = Fields(node, .case, others: Self.othersKeys, complaints) else { return nil }
    let tools = fields["tools"].map { CaseToolsReader(documents: documents, checks: suiteChecks).tools($0) }
    let principal = fields["principal"].flatMap { layers.principal($0, suiteChecks) }
    let checks = layers.checks(of: principal, CaseToolsReader.checks(tools, variants: variants, suiteChecks))
    let id = fields.required("id", complaints).flatMap(id)
    let conversation = conversation(fields, checks)
    let skipIn = skipIn(fields["skip_in"])
    let expectIn = expectIn(fields["expect_in"], checks)
    let expectation = expectation(fields, checks, except: Set(expectIn.keys).union(skipIn.keys))
    guard let id, let conversation, let expectation else { return nil }
    var evalCase = EvalCase(
      id: id, prompts: conversation.prompts, expectation: expectation.expectation, position: node.position)
    evalCase.history = conversation.history
    evalCase.messagePositions = conversation.positions
    // A mapped dictionary has storage of its own even where it is empty.
    if !expectIn.isEmpty { evalCase.expectIn = expectIn.mapValues(\.expectation) }
    evalCase.skipIn = skipIn
    evalCase.tools = tools?.tools
    evalCase.principal = principal
    evalCase.forbid = forbid(fields["forbid"], checks, against: expectation)
    readResults(fields, checks, into: &evalCase)
    readMarks(fields, into: &evalCase)
    if evalCase.allowExtra, let node = fields["allow_extra"] { checkExtra(node, evalCase) }
    return evalCase
  }

  private func id(_ node: LocatedNode) -> String? {
    guard let id = node.nonEmptyString("the id of a case", complaints) else { return nil }
    let isPlain = id.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard id.unicodeScalars.count <= 200, isPlain, id.first?.isWhitespace == false, id.last?.isWhitespace == false
    else {
      complaints.error(
        at: node.position, "expected an id of at most 200 characters without line breaks or blanks around it")
      return nil
    }
    return id
  }

  private typealias AskedMessages = (history: [Message], positions: [FilePosition], prompts: [String])

  private func conversation(_ fields: Fields, _ checks: CallChecks) -> AskedMessages? {
    switch (fields["prompt"], fields["messages"]) {
    case (let prompt?, nil):
      guard let list = prompt.array else {
        return prompt.nonEmptyString("the prompt", complaints).map { ([], [], [$0]) }
      }
      if list.isEmpty { complaints.error(at: prompt.position, "expected at least one prompt") }
      let prompts = list.compactMap { $0.nonEmptyString("a prompt", complaints) }
      return prompts.isEmpty ? nil : ([], [], prompts)
    case (nil, let messages?):
      return MessageReader(checks: checks).messages(messages).map { ($0.history, $0.positions, [$0.prompt]) }
    case (nil, nil):
      if fields.isMisspelled("prompt") || fields.isMisspelled("messages") { return nil }
      complaints.error(at: fields.node.position, "expected a key 'prompt' or 'messages'")
    case (_, let messages?):
      complaints.error(at: messages.position, "expected either 'prompt' or 'messages', found both")
    }
    return nil
  }
}

// MARK: - Expectations

extension CaseReader {
  private func expectation(_ fields: Fields, _ checks: CallChecks, except: Set<String>) -> ReadExpectation? {
    guard let node = fields.required("expect", complaints),
      let expectation = ExpectationReader(complaints: complaints).expectation(node)
    else { return nil }
    checks.check(expectation, in: Set(variants.map(\.name)).subtracting(except))
    return expectation
  }

  private func expectIn(_ node: LocatedNode?, _ checks: CallChecks) -> [String: ReadExpectation] {
    var expectations: [String: ReadExpectation] = [:]
    for member in node?.map("expect_in", complaints) ?? [] where isVariant(member) {
      guard let expectation = ExpectationReader(complaints: complaints).expectation(member.value) else { continue }
      checks.check(expectation, in: [member.key])
      expectations[member.key] = expectation
    }
    return expectations
  }

  private func skipIn(_ node: LocatedNode?) -> [String: String] {
    var reasons: [String: String] = [:]
    for member in node?.map("skip_in", complaints) ?? [] where isVariant(member) {
      reasons[member.key] = member.value.nonEmptyString("the reason for skipping", complaints)
    }
    if let node, !variants.isEmpty, variants.allSatisfy({ reasons[$0.name] != nil }) {
      complaints.warning(at: node.position, "every variant skips this case, so it is never asked")
    }
    return reasons
  }

  private func isVariant(_ member: LocatedNode.Member) -> Bool {
    let known = variants.map(\.name)
    if known.contains(member.key) { return true }
    // One of the variants that could not be read may be meant.
    if !suiteChecks.knowsVariants { return false }
    complaints.error(
      at: member.keyPosition, "unknown variant '\(member.key.excerpt)'",
      fix: Suggestion.fix(for: member.key, among: known))
    return false
  }

  private func forbid(_ node: LocatedNode?, _ checks: CallChecks, against expectation: ReadExpectation) -> [CallPattern]
  {
    let calls = (node?.list("forbid", complaints) ?? []).compactMap {
      ExpectedCallReader(complaints: complaints).call($0, allowsTimes: false)
    }
    let expected = Set(
      expectation.alternatives.flatMap { $0.required + $0.optional }.flatMap(\.patterns).map(\.pattern.tool))
    for call in calls {
      checks.checkForbidden(call)
      for pattern in call.patterns where expected.contains(pattern.pattern.tool) {
        guard case .any = pattern.pattern.arguments else { continue }
        complaints.warning(
          at: pattern.position,
          "'\(pattern.pattern.tool.excerpt)' is both expected and forbidden, so no call of it can be right",
          fix: "forbid it with arguments: {\(pattern.pattern.tool): {NAME: value}}")
      }
    }
    return calls.flatMap { $0.patterns.map(\.pattern) }
  }
}

// MARK: - The rest

extension CaseReader {
  private func readResults(_ fields: Fields, _ checks: CallChecks, into evalCase: inout EvalCase) {
    if let node = fields["results"] {
      evalCase.results = ResultReader(checks: checks, documents: documents).results(node)
    }
    if let node = fields["faults"] { evalCase.faults = FaultReader(checks: checks).faults(node) }
    evalCase.turns = fields["turns"]?.integer("turns", in: 1...100, complaints)
    evalCase.system = fields["system"]?.string("system", complaints)
  }

  private func readMarks(_ fields: Fields, into evalCase: inout EvalCase) {
    evalCase.allowExtra = fields["allow_extra"]?.bool("allow_extra", complaints) ?? false
    evalCase.tags = fields["tags"]?.strings("tags", complaints) ?? []
    evalCase.family = fields["family"]?.nonEmptyString("family", complaints)
    evalCase.expectedFail = fields["expected_fail"]?.bool("expected_fail", complaints) ?? false
    evalCase.todo = fields["todo"]?.bool("todo", complaints) ?? false
    evalCase.note = fields["note"]?.string("note", complaints)
    evalCase.quarantine = fields["quarantine"].flatMap(quarantine)
    guard let node = fields["weight"], let weight = node.number("weight", complaints)?.doubleValue else { return }
    if weight > 0, weight <= 1_000_000 {
      evalCase.weight = weight
    } else {
      complaints.error(at: node.position, "expected a weight above 0 and up to 1000000, found \(node.found)")
    }
  }

  private func checkExtra(_ node: LocatedNode, _ evalCase: EvalCase) {
    guard ([evalCase.expectation] + evalCase.expectIn.values).contains(where: { $0.bfcl != nil }) else { return }
    complaints.error(
      at: node.position, "the rules behind '~bfcl' count all calls, so none are extra", fix: "remove 'allow_extra'")
  }

  private func quarantine(_ node: LocatedNode) -> Quarantine? {
    guard let fields = Fields(node, .quarantine, complaints) else { return nil }
    let until = fields.required("until", complaints).flatMap(day)
    let reason = fields.required("reason", complaints)?.nonEmptyString("the reason of a quarantine", complaints)
    guard let until, let reason else { return nil }
    return Quarantine(until: until, reason: reason)
  }

  private func day(_ node: LocatedNode) -> String? {
    guard let text = node.string("a day", complaints) else { return nil }
    guard let date = WrittenDate(text), date.secondOfDay == nil else {
      complaints.error(at: node.position, "expected a day such as 2025-06-30, found '\(text.excerpt)'")
      return nil
    }
    if let today, text < today {
      complaints.error(
        at: node.position, "this quarantine ended on \(text)", fix: "remove it and fix the case, or choose a later day")
    }
    return text
  }
}
