import EvalCore
import OrderedJSON
import Testing

@testable import Models

struct RecordingCheckTests {
  @Test func aRecordingAsItWasWrittenIsGood() throws {
    let check = RecordingCheck(
      Exchanged.file([try Exchanged.recording(), try Exchanged.recording()]), Exchanged.redactor)
    #expect(check.complaints.isEmpty)
    #expect(
      check.tally
        == "r.jsonl: 2 answers, 0 complaints; 1 has a later answer to the same case and variant (recordings prune removes older wordings)"
    )
  }

  @Test func findsEditedRequestsSecretsAndBrokenLines() throws {
    let line = String(decoding: try Exchanged.recording().line, as: UTF8.self)
    let file = RecordingFile(
      Array(
        (line + line.replacing("Is it broken?", with: "Is it whole?") + "{}\n"
          + line.replacing("\"{\\\"a\\\":1}\"", with: "\"sk-secret\"")).utf8), path: "r.jsonl")
    let complaints = RecordingCheck(file, Exchanged.redactor).complaints
    #expect(
      complaints == [
        "r.jsonl:2: the key is not the one of the request, so one of them was edited: record it again",
        "r.jsonl:3: expected a line of format 1 ('v': 1), found no 'v'",
        "r.jsonl:4: the line holds the value of a key: remove the line, and revoke the key if it was published",
      ])
  }
}
