import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Models

struct RecordingWriterTests {
  @Test func appendsWholeLinesFromManyTasksAndWriters() async throws {
    let place = try TemporaryRecording()
    let writers = [
      try RecordingWriter(appendingTo: place.path), try RecordingWriter(appendingTo: place.path),
    ]
    let text = String(repeating: "x", count: 20_000)
    await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...100 {
        group.addTask {
          let request = Exchanged.request(of: Exchanged.trial("c\(number)"))
          writers[number % 2].append(try Exchanged.recording(request, Exchanged.response(text)))
        }
      }
    }
    let file = try RecordingFile(reading: place.path).validate()
    #expect(Set(file.entries.map(\.owner.caseID)).count == 100 && file.entries.count == 100 && file.remark == nil)
    #expect(writers.allSatisfy { $0.failure == nil })
  }

  @Test func addsToWhatIsThere() throws {
    let place = try TemporaryRecording()
    let first = try Exchanged.recording()
    try place.write(first.line)
    try RecordingWriter(appendingTo: place.path).append(first)
    #expect(try place.bytes == first.line + first.line)
  }

  @Test(arguments: [1, 30, 300, 70_000])
  func takesOutALastLineThatWasCutOff(rest: Int) throws {
    let place = try TemporaryRecording()
    let long = try Exchanged.recording(Exchanged.request(), Exchanged.response(String(repeating: "y", count: 100_000)))
    let whole = try Exchanged.recording().line
    try place.write(whole + long.line.prefix(rest))
    let writer = try RecordingWriter(appendingTo: place.path)
    #expect(writer.remark == "\(place.path): the last line was cut off, as by a full disk, and was taken out")
    writer.append(long)
    #expect(try place.bytes == whole + long.line)
  }

  @Test func endsALastLineThatLacksOnlyItsEnd() throws {
    let place = try TemporaryRecording()
    let line = try Exchanged.recording().line
    try place.write(Array(line.dropLast()))
    let writer = try RecordingWriter(appendingTo: place.path)
    #expect(writer.remark == nil)
    writer.append(try Exchanged.recording())
    #expect(try place.bytes == line + line)
  }

  @Test func saysWhyItCannotWrite() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let error = #expect(throws: RecordingFailure.self) { try RecordingWriter(appendingTo: folder) }
    #expect(error?.message == "the recording '\(folder)' cannot be written: Is a directory")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func aFullDiskIsAFailureThatIsKept() throws {
    let writer = try RecordingWriter(appendingTo: "/dev/full")
    writer.append(try Exchanged.recording())
    #expect(writer.failure?.message == "the recording '/dev/full' cannot be written: No space left on device")
    #expect(writer.failure?.fix == "make room, or name another file with --record")
  }
}
