import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Models

struct RecordingTests {
  @Test func aLineHasTheMembersOfItsFormat() throws {
    let line = try JSON(parsing: try Exchanged.recording().line)
    #expect(
      line.objectValue?.keys == [
        "v", "key", "repeat", "turn", "model", "case", "variant", "request", "response", "latencyMs", "at",
      ])
    #expect(line["v"] == 1 && line["model"] == "fast" && line["case"] == "find" && line["variant"] == "today")
    #expect(line["latencyMs"] == 12.5 && line["at"] == "2026-11-18T11:06:40.250Z")
    #expect(line["response"] == ["status": 200, "headers": ["content-type": "application/json"], "body": "{\"a\":1}"])
    #expect(line["key"]?.stringValue == (try Exchanged.recording().request.key))
  }

  @Test(arguments: ["{\"a\":1}", "data: {\"x\":\"ü\"}\n\ndata: [DONE]\n\n", "", "line\u{2028}\u{0}\u{1F}end 🦜"])
  func anAnswerComesBackAsItWas(body: String) throws {
    let recording = try Exchanged.recording(Exchanged.request(), Exchanged.response(body))
    let line = recording.line
    #expect(line.count { $0 == UInt8(ascii: "\n") } == 1 && line.last == UInt8(ascii: "\n"))
    let read = try Recording(line: line)
    #expect(read.response.body == Array(body.utf8) && read.response.status == 200)
    #expect(read.response.header("Content-Type") == "application/json" && read.response.milliseconds == 12.5)
    #expect(read.key == recording.key && read.owner == recording.owner && read.at == Exchanged.moment)
    #expect(read.line == line)
  }

  @Test func bytesThatAreNoTextComeBackToo() throws {
    let bytes: [UInt8] = [0xFF, 0x00, 0x61]
    let answer = ExchangeResponse(status: 200, headers: [], body: bytes, milliseconds: 1)
    #expect(try Recording(line: try Exchanged.recording(Exchanged.request(), answer).line).response.body == bytes)
  }

  @Test func anAnswerThatRepeatsTheKeyIsKeptWithoutIt() throws {
    let line = try Exchanged.recording(Exchanged.request(), Exchanged.response("you sent sk-secret")).line
    let text = String(decoding: line, as: UTF8.self)
    #expect(!text.contains("sk-secret") && text.contains("you sent <redacted:KEY>") && !text.contains("session"))
  }

  @Test(arguments: [
    (200, true), (204, true), (400, true), (413, true), (422, true), (500, true),
    (301, false), (401, false), (402, false), (403, false), (404, false), (408, false), (429, false), (502, false),
    (503, false), (529, false),
  ])
  func keepsWhatSaysSomethingOfTheModelOrTheRequest(status: Int, isKept: Bool) {
    #expect(Recording.isWorthKeeping(status: status) == isKept)
  }

  @Test(arguments: [
    ("[1", "column 3: "),
    ("[]", "expected a line of format 1 ('v': 1), found no 'v'"),
    ("{\"v\":2}", "expected a line of format 1 ('v': 1), found 2"),
    ("{\"v\":1}", "'response': expected an object, found nothing"),
    ("{\"v\":1,\"response\":{},\"key\":7}", "'key': expected text, found 7"),
  ])
  func saysWhatALineLacks(line: String, expected: String) {
    let error = #expect(throws: RecordingFailure.self) { try Recording(line: Array(line.utf8)) }
    #expect(error?.message.hasPrefix(expected) == true, "\(error?.message ?? "")")
  }

  @Test(
    arguments: [
      ("repeat", 0), ("repeat", 1.5), ("turn", "1"), ("turn", -3), ("at", "yesterday"), ("latencyMs", -1),
      ("latencyMs", "x"), ("request", []), ("model", nil),
    ] as [(String, JSON)])
  func refusesMembersThatCannotBe(name: String, value: JSON) throws {
    var line = try #require(JSON(parsing: try Exchanged.recording().line).objectValue)
    line[name] = value
    let error = #expect(throws: RecordingFailure.self) { try Recording(line: JSON.object(line).utf8Bytes) }
    #expect(error?.message.hasPrefix("'\(name)': expected ") == true)
  }
}
