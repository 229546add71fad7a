import EvalCore
import OrderedJSON
import TestSupport
import Testing

struct ConditionsTests {
  private static let suite = Made.suite(Made.cases(1))

  private static let changes: [(name: String, change: @Sendable (inout Suite) -> Void)] = [
    ("judge", { $0.strictness = .tools }), ("system", { $0.system = "Be brief." }),
    ("instructions", { $0.usesInstructions = true }), ("turns", { $0.turns = 2 }),
    ("temperature", { $0.sampling.temperature = JSONNumber(1) }), ("topP", { $0.sampling.topP = JSONNumber(1) }),
    ("maxOutputTokens", { $0.sampling.maxOutputTokens = 5 }), ("seed", { $0.sampling.seed = 5 }),
    ("toolChoice", { $0.sampling.toolChoice = "required" }), ("parallelCalls", { $0.sampling.parallelCalls = false }),
    ("extra", { $0.sampling.extra = ["openai": ["x": 1]] }),
  ]

  @Test(arguments: changes.map(\.name)) func whatIsAskedOtherwiseIsNamed(name: String) throws {
    var other = Self.suite
    try #require(Self.changes.first { $0.name == name }).change(&other)
    let differences = Conditions(Self.suite).differences(to: Conditions(other))
    #expect(differences.count == 1 && differences[0].hasPrefix("\(name): "))
    #expect(Conditions(Self.suite).digest != Conditions(other).digest)
  }

  @Test func toolsCasesRepeatsAndRulesAreNoConditions() {
    var other = Self.suite
    other.cases = Made.cases(3)
    other.variants[1] = Variant(name: "new", toolSet: ToolSet(tools: []))
    other.repeats = 9
    other.gate[.maxDrop] = 0.5
    #expect(Conditions(Self.suite).differences(to: Conditions(other)).isEmpty)
    #expect(Conditions(Self.suite).digest == Conditions(other).digest)
  }

  /// Kept in every history: another digest would make all stored baselines other conditions.
  @Test func theStoredDigestStaysWhatItIs() {
    var suite = Self.suite
    suite.system = "Be brief."
    suite.turns = 3
    #expect(Conditions(suite).digest == "sha256:9f85f4243179486f46eb3d53a8aa26e0cc68209a0ad66bf2ce8677baa45c00a8")
  }

  @Test func longTextsAreCut() {
    var other = Self.suite
    other.system = String(repeating: "x", count: 500)
    let differences = Conditions(Self.suite).differences(to: Conditions(other))
    #expect(differences[0].count < 200 && differences[0].contains(" → "))
  }
}
