import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Models

struct RecordingFileTests {
  private static func line(_ caseID: String = "find") throws -> [UInt8] {
    try Exchanged.recording(Exchanged.request(of: Exchanged.trial(caseID))).line
  }

  @Test func findsEveryLineByNumber() throws {
    let file = RecordingFile(
      Array("\n".utf8) + (try Self.line("a")) + Array(" \r\n".utf8) + (try Self.line("b")), path: "r.jsonl")
    #expect(file.entries.map(\.number) == [2, 4] && file.entries.map(\.owner.caseID) == ["a", "b"])
    #expect(file.complaints.isEmpty && file.remark == nil)
    #expect(file.recording(file.entries[1])?.owner.caseID == "b")
    #expect(file.line(file.entries[0]) == (try Self.line("a")))
  }

  @Test func readsTheLinesOfWindows() throws {
    let line = try Self.line()
    let file = RecordingFile(line.dropLast() + Array("\r\n".utf8) + line, path: "r.jsonl")
    #expect(file.entries.count == 2)
  }

  @Test(arguments: [1, 2, 20, 200])
  func aLastLineThatWasCutOffIsNotUsed(rest: Int) throws {
    let file = RecordingFile(try Self.line("a") + (try Self.line("b")).prefix(rest), path: "r.jsonl")
    #expect(file.entries.map(\.owner.caseID) == ["a"] && file.complaints.isEmpty)
    #expect(file.remark == "r.jsonl:2: the last line was cut off, as by a full disk, and is not used")
  }

  @Test func aLastLineWithoutItsEndIsUsed() throws {
    let file = RecordingFile((try Self.line()).dropLast() + [], path: "r.jsonl")
    #expect(file.entries.count == 1 && file.remark == nil)
  }

  @Test func aBrokenLineInTheMiddleIsRefusedByItsPlace() throws {
    let file = RecordingFile(try Self.line() + Array("{}\n[\n".utf8) + (try Self.line()), path: "r.jsonl")
    #expect(file.entries.map(\.number) == [1, 4] && file.complaints.map(\.number) == [2, 3])
    let error = #expect(throws: RecordingFailure.self) { try file.validate() }
    #expect(error?.message == "r.jsonl:2: expected a line of format 1 ('v': 1), found no 'v' (and 1 more)")
  }

  @Test func holdsItsLimits() throws {
    var limits = RecordingFile.Limits()
    limits.line = 10
    #expect(RecordingFile(try Self.line(), path: "r", limits: limits).complaints.count == 1)
    let place = try TemporaryRecording()
    try place.write(try Self.line())
    limits.file = 100
    let error = #expect(throws: RecordingFailure.self) { try RecordingFile(reading: place.path, limits: limits) }
    #expect(error?.message.hasPrefix("expected a recording of at most 100 bytes, found ") == true)
  }

  @Test func saysWhatIsNotThere() throws {
    let place = try TemporaryRecording()
    let missing = #expect(throws: RecordingFailure.self) { try RecordingFile(reading: place.path) }
    #expect(missing?.message == "there is no recording at '\(place.path)'")
    let folder = FileManager.default.temporaryDirectory.path
    let wrong = #expect(throws: RecordingFailure.self) { try RecordingFile(reading: folder) }
    #expect(wrong?.message == "expected a file of recorded answers at '\(folder)', found something else")
  }

  @Test func hostileBytesAreComplaintsAndNoCrash() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let bytes = (0..<400).map { _ in [UInt8.random(in: 0...255, using: &generator), 10, 34, 123].randomElement()! }
      #expect(RecordingFile(bytes, path: "r").entries.isEmpty)
    }
    let deep = String(repeating: "[", count: 100_000) + "\n"
    #expect(RecordingFile(Array(deep.utf8), path: "r").complaints.count == 1)
  }
}
