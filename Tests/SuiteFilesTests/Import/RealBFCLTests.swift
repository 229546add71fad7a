import EvalCore
import Foundation
import OrderedJSON
import SuiteFiles
import TestSupport
import Testing

@Suite(.enabled(if: ProjectRoot.hasData, "needs ../shared/data beside the project"))
struct RealBFCLTests {
  private static let folder = ProjectRoot.data + "/bfcl-v4"

  private static func file(_ name: String) throws -> BFCLImport.File {
    (name, Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))))
  }

  private static let vectors = Result {
    var reader = try BFCLVectors(folder: folder)
    return try reader.vectors(file("checker_vectors.jsonl").bytes, path: "checker_vectors.jsonl")
  }

  /// Reads the written suite again as if it stood in a project.
  private static func suite(_ category: String, asJSON: Bool) throws -> Suite {
    var suite = BFCLImport(name: category)
    suite.writesJSON = asJSON
    let name = "BFCL_v4_\(category).json"
    let answers = category == "irrelevance" ? [] : [try file("possible_answer/\(name)")]
    let imported = try suite.imported(entries: [file(name)], answers: answers)
    let path = asJSON ? "s.json" : "s.yaml"
    return try SuiteReader(StoredFiles([SourceFile(path: path, bytes: Array(imported.suite.utf8))])).read(path).suite
  }

  @Test func everyRecordedVerdictIsOurs() throws {
    let vectors = try Self.vectors.get()
    #expect(vectors.count == 1201)
    for vector in vectors {
      let failure = BFCLVerdict(vector.expectation, output: vector.output).failure
      #expect((failure == nil) == vector.isValid, "\(vector.position) \(vector.mutation ?? "")")
      #expect(failure?.kind.rawValue == vector.errorType, "\(vector.position) \(vector.mutation ?? "")")
    }
  }

  @Test(arguments: [("simple_python", 400), ("multiple", 200), ("parallel", 200), ("irrelevance", 240)])
  func everyEntryBecomesACase(_ category: String, _ cases: Int) throws {
    let suite = try Self.suite(category, asJSON: false)
    #expect(suite.cases.count == cases && suite.control.toolSet.tools.isEmpty)
    #expect(suite.cases.allSatisfy { $0.tags == [category] && $0.id.hasPrefix(category) })
    #expect(
      suite.cases.allSatisfy { category == "irrelevance" ? $0.expectation.allowsNone : $0.expectation.bfcl != nil })
  }

  /// The way of a run: the written suite, its served tools and the judge.
  @Test(arguments: [("simple_python", false), ("multiple", true), ("parallel", false)])
  func aTrialIsJudgedAsTheLeaderboardJudgesIt(_ category: String, asJSON: Bool) throws {
    let suite = try Self.suite(category, asJSON: asJSON)
    let cases = Dictionary(uniqueKeysWithValues: suite.cases.map { ($0.id, $0) })
    for vector in try Self.vectors.get() where vector.category == category {
      let asked = try #require(cases[vector.id])
      let hasDots = asked.expectation.bfcl?.calls.contains { $0.tool.contains(".") } ?? false
      if vector.expectation.calls.map(\.tool) != asked.expectation.bfcl?.calls.map(\.tool) {
        #expect(hasDots, "only names with dots differ, where the vector says so")
        continue
      }
      let trial = JudgedTrial(Self.transcript(vector), key: Self.key(asked, suite))
      #expect(trial.fullExact == vector.isValid, "\(vector.position) \(trial.reasons.map(\.cause))")
      #expect((trial.outcome == .correct) == vector.isValid && trial.reasons.isEmpty == vector.isValid)
    }
  }

  private static func key(_ asked: EvalCase, _ suite: Suite) -> AnswerKey {
    let tools = suite.catalogueTools(of: asked, in: suite.control)
    return AnswerKey(
      expectation: suite.expectation(of: asked, in: suite.control), catalogue: Catalogue(tools: tools, key: asked.id),
      strictness: suite.strictness)
  }

  private static func transcript(_ vector: BFCLVector) -> Transcript {
    let trial = Trial(number: 0, caseID: vector.id, variant: "control", model: "m", repeat: 1)
    var transcript = Transcript(trial: trial, startedAt: Date(timeIntervalSince1970: 0))
    let calls = (vector.output.arrayValue ?? []).flatMap { $0.objectValue?.members ?? [] }.map { name, arguments in
      ModelCall(id: "1", name: name, arguments: .object(arguments.objectValue ?? [:]))
    }
    transcript.turns = [Turn(answer: ModelAnswer(calls: calls))]
    return transcript
  }
}
