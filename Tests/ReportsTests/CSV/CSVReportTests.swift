import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import Reports

@Suite struct CSVReportTests {
  private func text(_ evaluation: Evaluation, redact: @escaping Redaction = { $0 }) -> String {
    String(decoding: CSVReport(evaluation, redact: redact).bytes, as: UTF8.self)
  }

  /// RFC 4180: a record ends with CRLF, a quoted field may hold anything, and `""` is a quote in it.
  private func records(_ text: String) -> [[String]] {
    var records: [[String]] = [[""]]
    var isQuoted = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        rest.removeFirst()
        append("\"", to: &records)
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: records[records.count - 1].append("")
      case "\r" where !isQuoted && rest.first == "\n":
        rest.removeFirst()
        records.append([""])
      default: append(scalar, to: &records)
      }
    }
    return records.dropLast()
  }

  private func append(_ scalar: Unicode.Scalar, to records: inout [[String]]) {
    let last = records[records.count - 1].count - 1
    records[records.count - 1][last].unicodeScalars.append(scalar)
  }

  private func column(_ name: String, of evaluation: Evaluation) throws -> [String] {
    let records = records(text(evaluation))
    let place = try #require(records[0].firstIndex(of: name))
    return records.dropFirst().map { $0[place] }
  }

  @Test func keepsItsGolden() throws {
    try Golden.expect(text(TrackerSample.evaluation), equals: "Tests/ReportsTests/Goldens/tracker.report.csv")
  }

  @Test func everyTrialHasARow() throws {
    let evaluation = TrackerSample.evaluation
    let records = records(text(evaluation))
    #expect(records.count == evaluation.scores.trials.count + 1)
    #expect(Set(records.map(\.count)) == [25])
    #expect(try column("outcome", of: evaluation) == evaluation.scores.trials.map(\.outcome.rawValue))
  }

  @Test func whatCountsAsRightIsWhatTheArmIsJudgedBy() throws {
    let evaluation = TrackerSample.evaluation
    let (correct, outcome) = (try column("correct", of: evaluation), try column("outcome", of: evaluation))
    #expect(zip(correct, outcome).allSatisfy { ($0 == "") == ($1 == "infra_error") })
    #expect(
      correct.count { $0 == "true" } == evaluation.scores.arms.flatMap(\.tables.perCase).reduce(0) { $0 + $1.correct })
  }

  @Test(
    arguments: [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("  =1", "'  =1"), ("＝1", "'＝1"),
      ("\t=1", "'\t=1"), ("\n=1", "'\n=1"), ("a=1", "a=1"), ("", ""), ("1-2", "1-2"),
    ])
  func formulasAreDisarmed(prompt: String, cell: String) throws {
    let evaluation = SampleEvaluation(
      cases: [SampleCase("a", prompt, line: 1, gold: [("search", [:])])], variants: ["control"],
      models: [TrackerSample.hosted], repeats: 1
    ).evaluation
    #expect(try column("prompt", of: evaluation) == [cell])
  }

  @Test func textsComeBackVisible() throws {
    let cells = try column("prompt", of: HostileSample.evaluation)
    #expect(cells[0].hasPrefix("prompt </script><img src=x onerror=alert(1)>\" onload='x' <!-- ]]> \\u{1B}[31mred"))
    #expect(cells[0].contains("\\u{D}\nend"))
  }

  @Test func callsAreWrittenAsSuitesWriteThem() throws {
    let calls = try column("calls", of: TrackerSample.evaluation)
    #expect(calls.contains("[{\"search_issues\":{\"query\":\"crash login\"}}]"))
    #expect(try calls.filter { !$0.isEmpty }.allSatisfy { try JSON(parsing: $0).arrayValue != nil })
  }

  @Test func secretsAreReplaced() {
    let text = text(HostileSample.evaluation, redact: HostileSample.redact)
    #expect(text.contains("<redacted:OPENAI_API_KEY>"))
    #expect(!text.contains("secret-0123456789"))
  }
}
