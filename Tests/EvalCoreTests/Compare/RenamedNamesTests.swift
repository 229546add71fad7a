import EvalCore
import OrderedJSON
import TestSupport
import Testing

/// A name that changed on both sides of a comparison is no fault of the answers that were given under the old one.
struct RenamedNamesTests {
  /// What a case and the tools were, and what they are today.
  struct Edit: Sendable {
    let what: String
    var toolsThen = RenamedNamesTests.tools
    var toolsNow = RenamedNamesTests.tools
    let then: @Sendable (inout EvalCase) -> Void
    let now: @Sendable (inout EvalCase) -> Void
  }

  static let tools = [Made.tool("search", ["q"]), Made.tool("list", ["state", "page"]), Made.tool("del")]
  private static let toolRenamed = [Made.tool("find", ["q"])] + tools.dropFirst()
  private static let toolAdded = tools + [Made.tool("find", ["q"])]
  private static let argumentRenamed = [tools[0], Made.tool("list", ["status", "page"]), tools[2]]
  /// With a schema that takes other arguments too, and an object in it.
  private static func open(_ argument: String, inside: String) -> [Tool] {
    let members: JSON = [
      argument: ["type": "string"], "filter": ["type": "object", "properties": [inside: ["type": "string"]]],
    ]
    let schema: JSON = ["type": "object", "properties": members, "additionalProperties": true]
    return [tools[0], Tool(["name": "list", "description": "Lists.", "inputSchema": schema])!, tools[2]]
  }

  private static let argumentAdded = [tools[0], Made.tool("list", ["state", "page", "sort"]), tools[2]]

  private static func expecting(_ alternatives: Alternative...) -> @Sendable (inout EvalCase) -> Void {
    let expectation = CaseExpectation(alternatives: alternatives, source: .null)
    return { $0.expectation = expectation }
  }

  private static func either(_ tools: [String], _ arguments: ArgumentRule = .any) -> Alternative {
    let patterns = tools.map { CallPattern(tool: $0, arguments: arguments) }
    return Alternative(groups: [[ExpectedCall(patterns: patterns, path: "calls[0]")]])
  }

  private static func one(_ tool: String, _ arguments: ArgumentRule = .any) -> @Sendable (inout EvalCase) -> Void {
    expecting(either([tool], arguments))
  }

  private static func named(_ name: String, _ matcher: Matcher = .text("open")) -> ArgumentRule {
    .named([NamedMatcher(name, matcher)])
  }

  private static func forbidding(_ tools: String...) -> @Sendable (inout EvalCase) -> Void {
    { evalCase in
      evalCase.forbid = tools.map { CallPattern(tool: $0) }
      evalCase.allowExtra = true
    }
  }

  static let renamings = [
    Edit(what: "the only tool", toolsNow: toolRenamed, then: one("search"), now: one("find")),
    Edit(
      what: "one alternative", toolsNow: toolRenamed,
      then: expecting(either(["search"]), either(["list"])), now: expecting(either(["find"]), either(["list"]))),
    Edit(
      what: "one of several names", toolsNow: toolRenamed,
      then: expecting(either(["search", "list"])), now: expecting(either(["find", "list"]))),
    Edit(
      what: "an alternative to none", toolsNow: toolRenamed,
      then: expecting(.none, either(["search"])), now: expecting(.none, either(["find"]))),
    Edit(
      what: "what is optional", toolsNow: toolRenamed,
      then: expecting(Made.alternative(["list"], optional: ["search"])),
      now: expecting(Made.alternative(["list"], optional: ["find"]))),
    Edit(
      what: "a later group", toolsNow: toolRenamed,
      then: expecting(Made.alternative(["list", "search"], .groups)),
      now: expecting(Made.alternative(["list", "find"], .groups))),
    Edit(what: "what is forbidden", toolsNow: toolRenamed, then: forbidding("search"), now: forbidding("find")),
    Edit(
      what: "a tool of a case with tools of its own", toolsNow: toolRenamed,
      then: { evalCase in
        one("search")(&evalCase)
        evalCase.tools = .without(["del"])
      },
      now: { evalCase in
        one("find")(&evalCase)
        evalCase.tools = .without(["del"])
      }),
    Edit(
      what: "an argument", toolsNow: argumentRenamed, then: one("list", named("state")),
      now: one("list", named("status"))
    ),
    Edit(
      what: "an argument of an open schema", toolsThen: open("state", inside: "a"),
      toolsNow: open("status", inside: "a"),
      then: one("list", named("state")), now: one("list", named("status"))),
    Edit(
      what: "a member of an argument", toolsThen: open("state", inside: "a"), toolsNow: open("state", inside: "b"),
      then: one("list", named("filter", .equals(["a": "x"]))), now: one("list", named("filter", .equals(["b": "x"])))),
    Edit(
      what: "a member of a rule for an object", toolsThen: open("state", inside: "a"),
      toolsNow: open("state", inside: "b"),
      then: one("list", named("filter", .subset([NamedMatcher("a", .present)]))),
      now: one("list", named("filter", .subset([NamedMatcher("b", .present)])))),
    Edit(
      what: "an argument that may be absent", toolsNow: argumentRenamed,
      then: one("list", named("state", .nothing)), now: one("list", named("status", .nothing))),
    Edit(
      what: "an argument of a rule for all", toolsNow: argumentRenamed,
      then: one("list", .whole(.subset([NamedMatcher("state", .present)]))),
      now: one("list", .whole(.subset([NamedMatcher("status", .present)])))),
    Edit(
      what: "an argument of a rule with a choice", toolsNow: argumentRenamed,
      then: one("list", .whole(.anyOf([.equals([:]), .equals(["state": "open"])]))),
      now: one("list", .whole(.anyOf([.equals([:]), .equals(["status": "open"])])))),
    Edit(
      what: "an argument that came and must be there", toolsNow: argumentAdded,
      then: one("list", named("state")),
      now: one("list", .named([NamedMatcher("state", .text("open")), NamedMatcher("sort", .text("new"))]))),
  ]

  static let harmless = [
    Edit(
      what: "an open schema never had the argument's name", toolsThen: open("state", inside: "a"),
      toolsNow: open("state", inside: "a"), then: one("list", named("state")), now: one("list", named("any"))),
    Edit(
      what: "a member of an argument came", toolsThen: open("state", inside: "a"), toolsNow: open("state", inside: "a"),
      then: one("list", named("filter", .equals(["a": "x"]))), now: one("list", named("filter", .present))),
    Edit(
      what: "a tool came that is forbidden, and another went", toolsThen: tools + [Made.tool("ping")],
      toolsNow: tools + [Made.tool("erase")], then: one("search"),
      now: { evalCase in
        one("search")(&evalCase)
        evalCase.forbid = [CallPattern(tool: "erase")]
      }),
    Edit(
      what: "a tool came and is an alternative", toolsNow: toolAdded,
      then: one("search"), now: expecting(either(["search", "find"]))),
    Edit(
      what: "a tool came, and an argument decides no longer", toolsNow: toolAdded, then: one("list", named("state")),
      now: expecting(either(["list"]), either(["find"]))),
    Edit(
      what: "an argument came, and a tool is expected no longer", toolsNow: argumentAdded,
      then: expecting(either(["search"]), either(["list"])), now: one("list", named("sort", .nothing))),
    Edit(
      what: "an argument came, and another tool's decides no longer", toolsNow: argumentAdded,
      then: expecting(either(["list"]), either(["search"], named("q"))),
      now: expecting(either(["list"], named("sort", .nothing)), either(["search"]))),
    Edit(what: "a tool came and is forbidden", toolsNow: toolAdded, then: { _ in }, now: forbidding("find")),
    Edit(
      what: "an argument came and may be absent", toolsNow: argumentAdded, then: one("list", named("state")),
      now: one("list", .named([NamedMatcher("state", .text("open")), NamedMatcher("sort", .nothing)]))),
    Edit(what: "another tool is expected", then: one("search"), now: one("list")),
    Edit(
      what: "a tool went that nobody expects", toolsNow: Array(tools.dropLast()), then: one("list"), now: one("list")),
    Edit(
      what: "an alternative went", toolsNow: Array(tools.dropFirst()),
      then: expecting(either(["search"]), either(["list"])), now: one("list")),
    Edit(
      what: "an alternative was unknown already", toolsThen: Array(tools.dropFirst()),
      then: expecting(either(["search"]), either(["list"])), now: expecting(either(["search"]), either(["list"]))),
    Edit(
      what: "an argument is unknown on both sides", toolsThen: argumentRenamed, toolsNow: argumentRenamed,
      then: one("list"), now: one("list", named("force", .absent))),
  ]

  private static func suite(_ tools: [Tool], _ edit: (inout EvalCase) -> Void) -> Suite {
    var suite = Made.suite(
      [Made.evalCase("edited", either(["list"])), Made.evalCase("plain", either(["list"]))], variants: ["today"])
    suite.variants = [Variant(name: "today", toolSet: ToolSet(tools: tools))]
    edit(&suite.cases[0])
    return suite
  }

  private static func changed(_ edit: Edit, candidate: Suite? = nil) throws -> [String] {
    let today = candidate ?? suite(edit.toolsNow, edit.now)
    let stored = Made.run(suite(edit.toolsThen, edit.then)) { _ in [Made.call("list")] }
    let plan = Plan(today, models: [ModelCard(name: "m")])
    return try Baseline("main", run: stored, for: today, plan, allowsPartial: true).cases.changed
  }

  private static func losses(_ edit: Edit) -> [Rescoring.Loss] {
    Rescoring(
      suite(edit.toolsThen, edit.then), asked: ["edited", "plain"], of: [ModelCard(name: "m")],
      by: suite(edit.toolsNow, edit.now)
    ).losses
  }

  private static func skipped(_ edit: Edit) -> Set<String> {
    suite(edit.toolsNow, edit.now).controlled(by: ToolSet(tools: edit.toolsThen), named: "old")
      .casesBeyondBroughtControl
  }

  @Test(arguments: renamings.indices) func aRenamedNameIsNoFaultOfEarlierAnswers(index: Int) throws {
    let edit = Self.renamings[index]
    #expect(try Self.changed(edit) == ["edited"], "\(edit.what)")
    #expect(Self.losses(edit).map(\.caseID) == ["edited"], "\(edit.what)")
    #expect(Self.losses(edit).first?.variants == ["today"], "\(edit.what)")
    // A control that was brought in is judged the milder for what is forbidden under another name, which fakes no pass.
    #expect(Self.skipped(edit) == (edit.what == "what is forbidden" ? [] : ["edited"]), "\(edit.what)")
  }

  @Test(arguments: harmless.indices) func whatOnlyCameOrWentLeavesAnswersComparable(index: Int) throws {
    let edit = Self.harmless[index]
    #expect(try Self.changed(edit).isEmpty, "\(edit.what)")
    #expect(Self.losses(edit).isEmpty, "\(edit.what)")
    #expect(Self.skipped(edit).isEmpty, "\(edit.what)")
  }

  /// The old name stays beside the new one, and is right no more.
  @Test func aNewNameBesideTheOldOneIsARenamingWhereTheOldOneIsNoLongerExpected() throws {
    let edit = Edit(
      what: "an alias", toolsNow: Self.toolAdded, then: Self.expecting(Self.either(["search", "list"])),
      now: Self.expecting(Self.either(["find", "list"])))
    #expect(try Self.changed(edit) == ["edited"] && Self.losses(edit).count == 1)
  }

  /// Where arguments decide nothing, their names do not either, but for what is forbidden.
  @Test(arguments: [true, false]) func whereToolsDecideAnArgumentMayBeRenamed(isOfTheModel: Bool) throws {
    let model = ModelCard(name: "m", givesArguments: !isOfTheModel)
    let made = { (tools: [Tool], name: String, forbids: Bool) in
      Self.suite(tools) { evalCase in
        Self.one("list", Self.named(name))(&evalCase)
        if forbids { evalCase.forbid = [CallPattern(tool: "list", arguments: Self.named(name))] }
      }
    }
    for forbids in [false, true] {
      var (then, now) = (made(Self.tools, "state", forbids), made(Self.argumentRenamed, "status", forbids))
      if !isOfTheModel { (then.strictness, now.strictness) = (.tools, .tools) }
      let stored = Made.run(then, models: [model]) { _ in [Made.call("list")] }
      let baseline = try Baseline(
        "main", run: stored, for: now, Plan(now, models: [model]), allowsPartial: true)
      #expect(baseline.cases.changed.isEmpty == !forbids)
      let losses = Rescoring(then, asked: ["edited", "plain"], of: [model], by: now).losses
      #expect(losses.isEmpty == !forbids)
    }
  }

  @Test func theNamesAreSaid() {
    let edit = Self.renamings[1]
    #expect(Self.losses(edit).map(\.reason) == [.strangers("'find'")])
    let control = Self.suite(edit.toolsNow, edit.now).controlled(by: ToolSet(tools: edit.toolsThen), named: "old")
    #expect(control.cases[0].skipIn["old"] == "'old' does not have 'find'")
    let argument = Self.renamings.first { $0.what == "an argument" }!
    #expect(Self.losses(argument).map(\.reason) == [.strangers("'status' of 'list'")])
  }

  /// A variant that renames with a map is asked for the same things under its own names.
  @Test func aCandidateThatMapsItsNamesMeetsTheOldOnes() throws {
    let edit = Edit(
      what: "a map", then: Self.one("list", Self.named("state")), now: Self.one("list", Self.named("state")))
    var today = Self.suite(edit.toolsNow, edit.now)
    let names = NameMap(["list": .init(to: "issues", arguments: ["state": "status"])])
    today.variants.append(
      Variant(
        name: "rewrite", toolSet: ToolSet(tools: [Self.tools[0], Made.tool("issues", ["status", "page"])]), names: names
      ))
    #expect(try Self.changed(edit, candidate: today).isEmpty)
  }

  @Test func aControlThatTooFewCasesCanBeJudgedWithIsRefused() throws {
    let edit = Self.renamings[0]
    let suite = Self.suite(edit.toolsNow, edit.now).controlled(by: ToolSet(tools: edit.toolsThen), named: "old")
    let refusal = #expect(throws: ComparisonRefusal.self) {
      try suite.requireEnoughForBroughtControl(allowsPartial: false)
    }
    guard case .control(let cases, reason: "'old' does not have 'find'")? = refusal else {
      Testing.Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(cases.same.count == 1 && cases.changed == ["edited"])
    #expect(throws: Never.self) { try suite.requireEnoughForBroughtControl(allowsPartial: true) }
    var alone = suite
    alone.cases.removeLast()
    #expect(throws: ComparisonRefusal.self) { try alone.requireEnoughForBroughtControl(allowsPartial: true) }
  }
}
