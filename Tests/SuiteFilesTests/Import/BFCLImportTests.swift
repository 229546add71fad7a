import EvalCore
import OrderedJSON
import SuiteFiles
import Testing

struct BFCLImportTests {
  private static let entry = """
    {"id": "simple_python_0", "question": [[{"role": "user", "content": "Water the roses."}]], "function": \
    [{"name": "garden.water", "description": "Waters.", "parameters": {"type": "dict", "properties": {\
    "bed": {"type": "string", "enum": ["roses"]}, "litres": {"type": "float"}, "times": {"type": "tuple", "items": \
    {"type": "float"}}, "how": {"type": "dict", "properties": {"speed": {"type": "float"}}}, "note": {"type": "any"}}, \
    "required": ["bed"]}}]}

    """
  private static let answer = """
    {"id": "simple_python_0", "ground_truth": [{"garden.water": {"bed": ["roses"], "litres": [5.0, ""]}}]}

    """

  private static func imported(
    _ entries: String, _ answers: String = answer, _ change: (inout BFCLImport) -> Void = { _ in }
  ) throws -> BFCLImport.Imported {
    var suite = BFCLImport(name: "Of theirs")
    change(&suite)
    return try suite.imported(
      entries: [("e/BFCL_v4_simple_python.json", Array(entries.utf8))], answers: [("a.json", Array(answers.utf8))])
  }

  private static func complaints(_ entries: String, _ answers: String = answer) -> [String] {
    do {
      _ = try imported(entries, answers)
      return []
    } catch {
      return (error as? Diagnostics)?.all.map(\.description) ?? ["\(error)"]
    }
  }

  @Test func anEntryBecomesACaseWithItsOwnTools() throws {
    let imported = try Self.imported(Self.entry)
    #expect(
      imported.suite == """
        # Imported from BFCL_v4_simple_python.json. Each case brings its own tools.
        schema: toolsight/suite/v1
        name: of-theirs
        cases:
          - id: simple_python_0
            prompt: Water the roses.
            expect:
              ~bfcl:
                category: simple_python
                ground_truth: [{garden.water: {bed: [roses], litres: [5.0, ""]}}]
                types:
                  garden.water:
                    properties:
                      bed: {type: string}
                      litres: {type: float}
                      times: {type: tuple, items: {type: float}}
                      how: {type: dict}
                      note: {type: any}
                    required: [bed]
            tools:
              - {name: garden.water, description: Waters., inputSchema: {type: object, properties: {bed: {type: string, \
        enum: [roses]}, litres: {type: number}, times: {type: array, items: {type: number}}, how: {type: object, \
        properties: {speed: {type: number}}}, note: {type: string}}, required: [bed]}}
            tags: [simple_python]

        """)
    #expect(imported.cases == 1 && imported.warnings.isEmpty)
  }

  @Test(arguments: [false, true]) func whatIsWrittenIsReadAgain(asJSON: Bool) throws {
    let imported = try Self.imported(Self.entry) { $0.writesJSON = asJSON }
    let path = asJSON ? "s.json" : "s.yaml"
    let (suite, warnings) = try SuiteReader(StoredFiles([.init(path: path, bytes: Array(imported.suite.utf8))])).read(
      path)
    let bfcl = try #require(suite.cases[0].expectation.bfcl)
    #expect(warnings.isEmpty && bfcl.rule == .simple && suite.strictness == .calls)
    let output: (JSON) -> JSON = { [["garden.water": ["bed": "Roses", "litres": $0]]] }
    #expect(BFCLVerdict(bfcl, output: output(5)).isValid && !BFCLVerdict(bfcl, output: output(6)).isValid)
    let names = suite.cases[0].expectation.alternatives[0].required.flatMap(\.patterns).map(\.tool)
    #expect(names == ["garden.water"])
  }

  private static func question(_ question: String) -> String {
    entry.replacing("[[{\"role\": \"user\", \"content\": \"Water the roses.\"}]]", with: question)
  }

  private static func message(_ role: String, _ text: String) -> String {
    "{\"role\": \"\(role)\", \"content\": \"\(text)\"}"
  }

  @Test(
    arguments: [
      (
        "[[\(message("system", "Be brief.")), \(message("user", "Hi"))]]",
        "messages: [{system: Be brief.}, {user: Hi}]"
      ),
      (
        "[[\(message("user", "a")), \(message("assistant", "b")), \(message("user", "c"))]]",
        "messages: [{user: a}, {assistant: b}, {user: c}]"
      ),
      ("[[\(message("user", "a"))], [\(message("user", "b"))]]", "prompt: [a, b]"),
    ])
  func whatWasSaidBeforeStaysAConversation(_ question: String, _ line: String) throws {
    #expect(try Self.imported(Self.question(question)).suite.contains("    \(line)\n"))
  }

  @Test func noneIsRightWhereNothingIsRelevantAndAnyCallWhereSomethingIs() throws {
    let irrelevant = Self.entry.replacing("simple_python_0", with: "live_irrelevance_0-0-0")
    #expect(try Self.imported(irrelevant, "").suite.contains("    expect: none\n"))
    let relevant = Self.entry.replacing("simple_python_0", with: "live_relevance_0-0-0")
    let suite = try Self.imported(relevant, "").suite
    #expect(suite.contains("category: live_relevance") && !suite.contains("ground_truth"))
  }

  @Test(
    arguments: [
      (entry, "", "e/BFCL_v4_simple_python.json:1:1: error: no answer has the id 'simple_python_0'"),
      ("{\"id\": \"simple_0\"", answer, "e/BFCL_v4_simple_python.json:1:18: error: expected"),
      ("[]", answer, "e/BFCL_v4_simple_python.json:1:1: error: expected a map for an entry, found a list"),
      ("{\"id\": \"simple_0\"}", answer, "expected a key 'question' in an entry"), ("", answer, "at least one entry"),
      (
        entry.replacing("simple_python_0", with: "simple_java_0")
          + entry.replacing("simple_python_0", with: "simple_java_1"),
        answer, "e/BFCL_v4_simple_python.json:1:8: error: the category 'simple_java' cannot be checked here"
      ),
      ("{\"id\": \"multi_turn_base_0\", \"question\": []}", answer, "the category 'multi_turn_base' cannot be checked"),
      (entry.replacing("\"float\"", with: "\"double\""), answer, "for the type of 'litres', found 'double'"),
      (
        entry, answer.replacing("garden.water", with: "water"),
        "a.json:1:45: error: no types are given for the function 'water'"
      ),
      (
        entry, answer.replacing("[5.0, \"\"]", with: "5"),
        "expected a list of accepted values for 'litres', found the number 5"
      ),
      (question("[[\(message("tool", "x"))]]"), answer, "found 'tool'"),
      (question("[[{\"role\": \"user\", \"content\": 5}]]"), answer, "expected text for 'content', found the number 5"),
      (question("[[\(message("assistant", "x"))]]"), answer, "to end with a user message"),
      (question("[]"), answer, "at least one turn"),
    ])
  func whatCannotBeTakenIsSaid(_ entries: String, _ answers: String, _ sentence: String) {
    let complaints = Self.complaints(entries, answers)
    #expect(!complaints.isEmpty && complaints[0].contains(sentence), "\(complaints)")
    #expect(!sentence.contains("simple_java") || complaints.count == 1)
  }
}
