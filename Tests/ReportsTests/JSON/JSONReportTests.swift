import EvalCore
import Foundation
import JSONSchema
import OrderedJSON
import TestSupport
import Testing

@testable import Reports

@Suite struct JSONReportTests {
  private func parsed(_ evaluation: Evaluation, redact: @escaping @Sendable (String) -> String = { $0 }) throws -> JSON
  {
    try JSON(parsing: JSONReport(evaluation, redact: redact).bytes)
  }

  @Test func keepsItsGolden() throws {
    try Golden.expect(
      JSONReport(TrackerSample.evaluation).bytes, equals: "Tests/ReportsTests/Goldens/tracker.report.json")
  }

  @Test(arguments: ["tracker", "hostile", "empty", "baseline", "crowded", "doubtful"])
  func fitsItsPublishedSchema(name: String) throws {
    let samples = [
      "tracker": TrackerSample.evaluation, "hostile": HostileSample.evaluation, "empty": EmptySample.evaluation,
      "baseline": BaselineSample.evaluation(unmeasured: true), "crowded": CrowdedSample.evaluation,
      "doubtful": DoubtfulSample.evaluation,
    ]
    let sample = try #require(samples[name])
    #expect(try schema().validate(parsed(sample)).map(\.description) == [])
  }

  @Test(
    arguments: [
      ("/run/id", nil), ("/verdict/outcome", "maybe"), ("/trials/0/outcome", "wrong"), ("/scores/0/accuracy/value", 2),
      ("/scores/0/confusion/rows/0/0", "1"), ("/comparisons/0/flips/0/p", "small"),
      ("/comparisons/0/flips/0/adjusted", 2), ("/comparisons/0/population/level", nil),
      ("/comparisons/0/tokens/catalog/control", -1), ("/comparisons/0/tags/0/tag", nil),
      ("/comparisons/0/newFailures", "none"), ("/comparisons/0/collateral", [1]), ("/verdict/staleAgeDays", "old"),
    ] as [(String, JSON?)])
  func theSchemaRefusesWhatIsNotTheContract(pointer: String, value: JSON?) throws {
    let report = try parsed(TrackerSample.evaluation)
    let broken = report.replacing(try #require(JSONPointer(parsing: pointer)).tokens[...], with: value)
    #expect(try !schema().validate(broken).isEmpty)
  }

  private func schema() throws -> JSONSchema {
    try JSONSchema(JSON(parsing: ProjectRoot.bytes("schemas/report.schema.json")))
  }

  @Test func undefinedRatesAreNull() throws {
    let score = try #require(parsed(EmptySample.evaluation)["scores"]?[0])
    for key in ["accuracy", "nameAccuracy", "passK", "falseCallRate", "missedCallRate", "macroF1", "latencyMs"] {
      #expect(score[key] == .null, "\(key)")
    }
    #expect(score["missing"] == 2)
  }

  @Test func confusionCellsAreWrittenAsDoubles() {
    let text = String(decoding: JSONReport(TrackerSample.evaluation).bytes, as: UTF8.self)
    #expect(text.contains("\"rows\":[[0.8,0.0,"))
    #expect(text.contains(",1.0,"))
  }

  @Test(
    arguments: [
      ("/comparisons/2/baseline", "main"), ("/comparisons/2/population/p", 0.188), ("/comparisons/2/adjusted", 0.004),
      ("/comparisons/2/accuracy/control/value", 0.782), ("/comparisons/2/tokens/input/candidate", 1_766.25),
      ("/comparisons/2/cases/removed/0", "archive"), ("/comparisons/2/collateral", ["update_issue"]),
      ("/comparisons/2/newFailures/1", ["case": "comment", "known": false]), ("/comparisons/2/tags/0/tag", "search"),
      ("/comparisons/2/flips/0/adjusted", 0.0001), ("/verdict/staleAgeDays", 9.26),
      ("/verdict/unmeasuredInBaseline/0/variant", "today"), ("/scores/0/flaky/0/case", "find-by-words"),
      ("/scores/0/flaky/0/scored", 10), ("/comparisons/0/baseline", nil),
    ] as [(String, JSON?)])
  func saysWhatABaselineBrings(pointer: String, value: JSON?) throws {
    let report = try parsed(BaselineSample.evaluation(unmeasured: true))
    let found = try #require(JSONPointer(parsing: pointer)).tokens.reduce(report as JSON?) { place, token in
      place?[token] ?? Int(token).flatMap { place?[$0] }
    }
    #expect(found == value ?? .null)
  }

  @Test func numbersThatAreNoneAreNull() {
    var out = JSONStream { $0 }
    out.object { out in
      out.number("a", .nan)
      out.number("b", -.infinity)
      out.number("c", nil)
    }
    #expect(String(decoding: out.bytes, as: UTF8.self) == #"{"a":null,"b":null,"c":null}"#)
  }

  @Test func piecesAreSmallAndAddUpToTheWhole() {
    let evaluation = LargeSample.evaluation(cases: 200, tools: 20, repeats: 2)
    var pieces: [[UInt8]] = []
    JSONReport(evaluation).write { pieces.append($0) }
    #expect(pieces.count > 3)
    #expect(pieces.allSatisfy { $0.count < 200_000 })
    #expect(Array(pieces.joined()) == JSONReport(evaluation).bytes)
  }

  @Test func everyElementHasALineOfItsOwn() {
    let lines = JSONReport(TrackerSample.evaluation).bytes.split(separator: UInt8(ascii: "\n"))
    let trials = lines.filter { $0.starts(with: Array("{\"case\":".utf8)) }
    #expect(trials.count == TrackerSample.evaluation.scores.trials.count)
  }

  @Test func secretsAreReplacedWhereverTheyStand() throws {
    let report = try parsed(HostileSample.evaluation, redact: HostileSample.redact)
    let strings = report.strings
    #expect(strings.contains { $0.contains("<redacted:OPENAI_API_KEY>") })
    #expect(!strings.contains { $0.contains(HostileSample.secret) })
    #expect(try parsed(HostileSample.evaluation).strings.contains { $0.contains(HostileSample.secret) })
  }

  @Test func textsComeBackExactly() throws {
    let report = try parsed(HostileSample.evaluation)
    #expect(report["cases"]?[0]?["id"]?.stringValue == "case \(HostileSample.payload)")
    let call = report["trials"]?[0]?["calls"]?[0]
    #expect(call?["tool"]?.stringValue == "tool \(HostileSample.payload)")
    #expect(call?["arguments"]?.objectValue?.keys == ["key \(HostileSample.payload)"])
  }

  @Test func malformedArgumentsAreKeptAsText() throws {
    let trials = try #require(parsed(TrackerSample.evaluation)["trials"]?.arrayValue)
    let call = try #require(trials.first { $0["outcome"] == "malformed_call" }?["calls"]?[0])
    #expect(call["arguments"] == .null)
    #expect(call["malformed"]?["text"] == "{\"query\": \"release notes")
  }
}

extension JSON {
  /// Every string and key in it.
  var strings: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(\.strings)
    case .object(let object): object.members.flatMap { [$0.key] + $0.value.strings }
    case .null, .bool, .number: []
    }
  }

  /// The same value with another one at a place, or with nothing there.
  func replacing(_ path: ArraySlice<String>, with value: JSON?) -> JSON {
    guard let key = path.first else { return value ?? self }
    let rest = path.dropFirst()
    if var object = objectValue {
      object[key] = rest.isEmpty ? value : object[key]?.replacing(rest, with: value)
      return .object(object)
    }
    guard var array = arrayValue, let index = Int(key) else { return self }
    array[index] = array[index].replacing(rest, with: value)
    return .array(array)
  }
}
