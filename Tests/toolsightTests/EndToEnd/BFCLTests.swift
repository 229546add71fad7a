import OrderedJSON
import Testing

/// The leaderboard's entries as a suite, and its recorded verdicts beside ours.
@Suite struct BFCLTests {
  private static func entry(_ id: String, _ prompt: String) -> String {
    """
    {"id": "\(id)", "question": [[{"role": "user", "content": "\(prompt)"}]], "function": [{"name": "garden.water", \
    "description": "Water a bed.", "parameters": {"type": "dict", "properties": {"bed": {"type": "string"}, "litres": \
    {"type": "float"}}, "required": ["bed"]}}]}

    """
  }

  private static func project() throws -> Workplace {
    let workplace = try Workplace()
    let entries = entry("parallel_0", "Water roses and beans.") + entry("parallel_1", "Water the roses twice.")
    try workplace.write(entries, to: "bfcl/BFCL_v4_parallel.json")
    try workplace.write(
      """
      {"id": "parallel_0", "ground_truth": [{"garden.water": {"bed": ["roses"]}}, {"garden.water": {"bed": ["beans"]}}]}
      {"id": "parallel_1", "ground_truth": [{"garden.water": {"bed": ["roses"], "litres": [5.0, ""]}}]}

      """, to: "bfcl/possible_answer/BFCL_v4_parallel.json")
    try workplace.write(entry("irrelevance_0", "Who wrote Faust?"), to: "bfcl/BFCL_v4_irrelevance.json")
    return workplace
  }

  @Test func entriesBecomeASuiteThatIsJudgedByTheirRules() async throws {
    let workplace = try Self.project()
    let program = Program(workplace)
    let imported = try await program.run(
      "import", "bfcl", "bfcl/BFCL_v4_parallel.json", "bfcl/BFCL_v4_irrelevance.json", "--out", "suites/bfcl.yaml")
    #expect(imported.way == .code(0) && imported.errors == "wrote suites/bfcl.yaml (3 cases)\n")
    let checked = try await program.run("check", "suites/bfcl.yaml")
    #expect(checked.output == "suites/bfcl.yaml: ok: 3 cases, 0 tools, 1 variant, judged by calls\n")
    try workplace.write(
      """
      {"case":"parallel_0","calls":[{"garden.water":{"bed":"Beans."}},{"garden.water":{"bed":"roses"}}]}
      {"case":"parallel_1","calls":[{"garden.water":{"bed":"roses","litres":6}}]}
      {"case":"irrelevance_0","text":"Goethe."}

      """, to: "answers.jsonl")
    let ended = try await program.run("run", "suites/bfcl.yaml", "--model", "script:answers.jsonl")
    #expect(ended.way == .code(0), "\(ended.errors)")
    let trials = try workplace.json("reports/latest/report.json")["trials"]?.arrayValue ?? []
    let outcomes = trials.sorted { ($0["case"]?.stringValue ?? "") < ($1["case"]?.stringValue ?? "") }
    #expect(outcomes.map { $0["outcome"]?.stringValue } == ["correct", "correct", "bad_args"])
    #expect(outcomes.last?["details"]?.compact.contains("expected 5.0 or '' for 'litres', found 6") == true)
  }

  @Test func aFileThatIsThereStaysAndAnswersMustBeFound() async throws {
    let workplace = try Self.project()
    try workplace.write("mine", to: "s.yaml")
    let kept = try await Program(workplace).run("import", "bfcl", "bfcl/BFCL_v4_parallel.json", "--out", "s.yaml")
    #expect(kept.way == .code(2))
    #expect(try workplace.text("s.yaml") == "mine")
    let lost = try await Program(workplace).run("import", "bfcl", "bfcl/BFCL_v4_parallel.json", "--answers", "bfcl")
    #expect(lost.way == .code(2) && lost.output == "")
    #expect(
      lost.errors.contains(
        "bfcl/BFCL_v4_parallel.json:1:1: error: expected an answer with an 'id' and a 'ground_truth'"))
    let none = try await Program(workplace).run("import", "bfcl", "bfcl/BFCL_v4_parallel.json", "--answers", "suites")
    #expect(none.way == .code(2) && none.errors.contains("say where they are with --answers") == false)
  }

  private static let agreeing = """
    {"id":"parallel_1","category":"parallel","mutation":"gold","model_output":[{"garden.water":{"bed":"roses"}}],"valid":true}
    {"id":"irrelevance_0","category":"irrelevance","model_output":[{"garden.water":{}}],"valid":false,"error_type":null}

    """

  @Test func verdictsThatAgreeAre0() async throws {
    let workplace = try Self.project()
    try workplace.write(Self.agreeing, to: "v.jsonl")
    let ended = try await Program(workplace).run("score", "--bfcl", "bfcl", "--vectors", "v.jsonl")
    #expect(ended.way == .code(0) && ended.errors == "")
    #expect(ended.output == "2 of 2 verdicts agree with v.jsonl\n")
  }

  @Test func everyVerdictThatDoesNotAgreeIsShownAndIs1() async throws {
    let workplace = try Self.project()
    let wrong = """
      {"id":"parallel_1","category":"parallel","mutation":"nudge","model_output":[{"garden.water":{"bed":"rose"}}],"valid":true}

      """
    try workplace.write(Self.agreeing + wrong, to: "v.jsonl")
    let ended = try await Program(workplace).run("score", "--bfcl", "bfcl", "--vectors", "v.jsonl")
    #expect(ended.way == .code(1))
    #expect(
      ended.output == """
        v.jsonl:3:1: parallel_1 (nudge): the file says valid, found not valid \
        (parallel_function_checker_no_order:cannot_find_match): none of the remaining calls passes for ground_truth[0] \
        ('garden.water'): expected 'roses' for 'bed', found 'rose'
        2 of 3 verdicts agree with v.jsonl

        """)
    let machine = try await Program(workplace).run(
      "score", "--bfcl", "bfcl", "--vectors", "v.jsonl", "--format", "json")
    #expect(machine.way == .code(1))
    let found = try JSON(parsing: machine.output)
    #expect(found["rows"] == 3 && found["agree"] == 2 && found["disagree"]?.arrayValue?.count == 1)
    #expect(found.at("disagree/0/id") == "parallel_1" && found.at("disagree/0/line") == 3)
    #expect(found.at("disagree/0/expected/valid") == true && found.at("disagree/0/found/valid") == false)
  }

  @Test(
    arguments: [
      (["--bfcl", "bfcl"], "--bfcl and --vectors go together"), (["--vectors", "v.jsonl"], "go together"),
      (["last", "--bfcl", "bfcl", "--vectors", "v.jsonl"], "expected either a run, or --bfcl with --vectors"),
      ([], "run"), (["--bfcl", "nowhere", "--vectors", "v.jsonl"], "'nowhere' is not a folder"),
      (["--bfcl", "bfcl", "--vectors", "nowhere.jsonl"], "nowhere.jsonl"),
      (
        ["--bfcl", "bfcl", "--vectors", "bad.jsonl"],
        "bad.jsonl:1:7: error: no entry of 'parallel' has the id 'parallel_7'"
      ),
    ])
  func wrongInputIs2(_ arguments: [String], _ sentence: String) async throws {
    let workplace = try Self.project()
    try workplace.write(Self.agreeing, to: "v.jsonl")
    try workplace.write(Self.agreeing.replacing("parallel_1", with: "parallel_7"), to: "bad.jsonl")
    let ended = try await Program(workplace).run(["score"] + arguments)
    #expect(ended.way == .code(2) && ended.output == "")
    #expect(ended.errors.contains(sentence), "\(ended.errors)")
  }
}
