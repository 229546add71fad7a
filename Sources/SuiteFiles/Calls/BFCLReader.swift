import EvalCore
import OrderedJSON

/// Reads `{category, ground_truth, types, underscore_to_dot}` behind `~bfcl`, and the same things in the leaderboard's files.
struct BFCLReader {
  let complaints: Complaints

  /// A function and where it is declared.
  struct Function {
    let name: String
    let position: FilePosition
    let function: BFCLFunction
  }

  /// An expected call and where it stands.
  struct Call {
    let call: BFCLCall
    let position: FilePosition

    fileprivate func read(path: String) -> ReadCall {
      let pattern = CallPattern(tool: call.tool, arguments: .bfcl(call))
      return ReadCall(patterns: [ReadPattern(pattern: pattern, position: position)], path: path)
    }
  }

  /// - Parameter node: the whole expectation, for reports.
  /// - Returns: nil after a complaint.
  func expectation(_ bfcl: LocatedNode, in node: LocatedNode) -> ReadExpectation? {
    guard let fields = Fields(bfcl, .bfcl, complaints) else { return nil }
    let rule = fields.required("category", complaints).flatMap(rule)
    let dots = fields["underscore_to_dot"].map { $0.bool("underscore_to_dot", complaints) } ?? false
    let functions = fields["types"].map { self.functions($0) } ?? []
    guard let rule, let dots, let functions else { return nil }
    let typesAreThere = rule == .irrelevance || fields.required("types", complaints) != nil
    let calls = rule.checksCalls ? self.calls(fields, rule, functions, underscoreToDot: dots) : noCalls(fields)
    guard typesAreThere, let calls else { return nil }
    let read =
      rule == .relevance
      ? [anyCall(of: functions, underscoreToDot: dots)]
      : calls.enumerated().map { $1.read(path: "~bfcl.ground_truth[\($0)]") }
    return ReadExpectation(
      alternatives: [.init(groups: read.isEmpty ? [] : [read])], node: node,
      bfcl: BFCLExpectation(rule: rule, calls: calls.map(\.call)))
  }

  private func calls(
    _ fields: Fields, _ rule: BFCLRule, _ functions: [Function], underscoreToDot: Bool
  ) -> [Call]? {
    guard let truth = fields.required("ground_truth", complaints), !functions.isEmpty else { return nil }
    return calls(truth, rule, functions, underscoreToDot: underscoreToDot)
  }

  private func noCalls(_ fields: Fields) -> [Call]? {
    guard let truth = fields["ground_truth"], truth.array?.isEmpty != true else { return [] }
    complaints.error(
      at: truth.position, "expected no ground_truth: in this category all that counts is whether there is a call",
      fix: "remove it")
    return nil
  }

  private func anyCall(of functions: [Function], underscoreToDot: Bool) -> ReadCall {
    let patterns = functions.map { function in
      ReadPattern(
        pattern: CallPattern(tool: Self.expectedName(function.name, underscoreToDot: underscoreToDot)),
        position: function.position)
    }
    return ReadCall(patterns: patterns, times: ExpectedCall.Times(min: 1, max: nil), path: "~bfcl")
  }

  /// Nil after a complaint.
  func rule(_ category: LocatedNode) -> BFCLRule? {
    guard let name = category.nonEmptyString("the category", complaints) else { return nil }
    if let reason = Self.refusals.first(where: { name.contains($0.word) })?.reason {
      complaints.error(at: category.position, "the category '\(name.excerpt)' cannot be checked here: \(reason)")
      return nil
    }
    if let rule = BFCLRule(category: name) { return rule }
    let words = ["simple", "multiple", "parallel", "irrelevance", "relevance"]
    complaints.error(
      at: category.position,
      "expected a category with simple, multiple, parallel, irrelevance or relevance in its name, found '\(name.excerpt)'",
      fix: Suggestion.nearest(to: name, among: words).map { "did you mean '\($0)'?" })
    return nil
  }

  private static let refusals = [
    (word: "java", reason: "its values are texts that a parser of that language converts first"),
    (word: "multi_turn", reason: "its calls are executed by the leaderboard's own simulators"),
  ]

  private static func expectedName(_ name: String, underscoreToDot: Bool) -> String {
    underscoreToDot ? String(name.map { $0 == "." ? "_" : $0 }) : name
  }
}

// MARK: - Types

extension BFCLReader {
  /// The functions of a map from name to parameters; nil after a complaint.
  func functions(_ types: LocatedNode) -> [Function]? {
    guard let members = types.map("types", complaints) else { return nil }
    if members.isEmpty { complaints.error(at: types.position, "expected at least one function in 'types'") }
    let functions = members.compactMap { function($0.key, at: $0.keyPosition, $0.value) }
    return functions.count == members.count && !members.isEmpty ? functions : nil
  }

  /// - Parameter parameters: the leaderboard's form of a schema.
  /// - Returns: nil after a complaint.
  func function(_ name: String, at position: FilePosition, _ parameters: LocatedNode) -> Function? {
    guard parameters.map("the parameters of '\(name.excerpt)'", complaints) != nil else { return nil }
    guard let properties = parameters["properties"] else {
      complaints.error(at: parameters.position, "expected a key 'properties' in the parameters of '\(name.excerpt)'")
      return nil
    }
    guard let members = properties.map("'properties'", complaints) else { return nil }
    let read = members.compactMap { member in
      parameter(member).map { (CodePointKey(member.key), $0) }
    }
    guard let required = required(parameters["required"]), read.count == members.count else { return nil }
    let function = BFCLFunction(
      parameters: Dictionary(firstOf: read), required: required)
    return Function(name: name, position: position, function: function)
  }

  private func parameter(_ member: LocatedNode.Member) -> BFCLParameter? {
    let what = "the type of '\(member.key.excerpt)'"
    guard member.value.map("the parameter '\(member.key.excerpt)'", complaints) != nil else { return nil }
    guard let node = member.value["type"] else {
      complaints.error(at: member.value.position, "expected a key 'type' in the parameter '\(member.key.excerpt)'")
      return nil
    }
    guard let type = node.word(what, as: BFCLType.self, complaints) else { return nil }
    guard type == .array || type == .tuple, let items = member.value["items"]?["type"] else {
      return BFCLParameter(type)
    }
    return items.word("the items of '\(member.key.excerpt)'", as: BFCLType.self, complaints).map {
      BFCLParameter(type, of: $0)
    }
  }

  private func required(_ node: LocatedNode?) -> [String]? {
    guard let node else { return [] }
    guard let list = node.list("'required'", complaints) else { return nil }
    let names = list.compactMap { $0.string("a required parameter", complaints) }
    return names.count == list.count ? names : nil
  }
}

// MARK: - Ground truth

extension BFCLReader {
  /// - Returns: nil after a complaint.
  func calls(
    _ truth: LocatedNode, _ rule: BFCLRule, _ functions: [Function], underscoreToDot: Bool
  ) -> [Call]? {
    guard let list = truth.list("ground_truth", complaints) else { return nil }
    guard !list.isEmpty, list.count <= ReadExpectation.mostCalls else {
      complaints.error(
        at: truth.position, "expected 1 to \(ReadExpectation.mostCalls) calls in ground_truth, found \(list.count)")
      return nil
    }
    let calls = list.compactMap { call($0, rule, functions, underscoreToDot: underscoreToDot) }
    return calls.count == list.count ? calls : nil
  }

  private func call(
    _ node: LocatedNode, _ rule: BFCLRule, _ functions: [Function], underscoreToDot: Bool
  ) -> Call? {
    guard let members = node.members, members.count == 1, let member = members.first else {
      complaints.error(
        at: node.position,
        "expected a call with its answers, found \(node.members == nil ? node.found : "several keys")",
        fix: "write {FUNCTION: {PARAMETER: [value, …]}}")
      return nil
    }
    guard let function = function(named: member, rule, functions), let answers = answers(member) else { return nil }
    let name = Self.expectedName(function.name, underscoreToDot: underscoreToDot)
    return Call(
      call: BFCLCall(tool: name, function: function.function, answers: answers), position: member.keyPosition)
  }

  /// Of the function that the leaderboard looks up: the first one, or the first of that name.
  private func function(named member: LocatedNode.Member, _ rule: BFCLRule, _ functions: [Function]) -> Function? {
    let candidates = rule == .simple ? Array(functions.prefix(1)) : functions
    if let function = candidates.first(where: { $0.name.hasSameScalars(as: member.key) }) { return function }
    if rule == .simple, let first = functions.first, functions.contains(where: { $0.name == member.key }) {
      complaints.error(
        at: member.keyPosition,
        "a simple category looks at the first function alone, '\(first.name.excerpt)', found '\(member.key.excerpt)'",
        fix: "put '\(member.key.excerpt)' first, or use a multiple category")
    } else {
      complaints.error(
        at: member.keyPosition, "no types are given for the function '\(member.key.excerpt)'",
        fix: Suggestion.fix(for: member.key, among: functions.map(\.name)))
    }
    return nil
  }

  private func answers(_ member: LocatedNode.Member) -> JSONObject? {
    guard let members = member.value.map("the answers of '\(member.key.excerpt)'", complaints) else { return nil }
    let lists = members.filter { parameter in
      if parameter.value.array != nil { return true }
      complaints.error(
        at: parameter.value.position,
        "expected a list of accepted values for '\(parameter.key.excerpt)', found \(parameter.value.found)",
        fix: "put it in square brackets")
      return false
    }
    return lists.count == members.count ? member.value.json.objectValue : nil
  }
}
