import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Models

struct RecordingModeTests {
  @Test func isNothingWhereNothingIsAskedFor() throws {
    #expect(try RecordingMode(record: nil, replay: nil, trials: []) == nil)
  }

  @Test func aReplayNeedsItsFileAndRecordingDoesNot() throws {
    let place = try TemporaryRecording()
    #expect(throws: RecordingFailure.self) { try RecordingMode(record: nil, replay: place.path, trials: []) }
    let other = place.path + "2"
    #expect(throws: RecordingFailure.self) { try RecordingMode(record: other, replay: place.path, trials: []) }
    #expect(try RecordingMode(record: place.path, replay: place.path, trials: [])?.remarks == [])
  }

  @Test func saysOnceWhatItMended() throws {
    let place = try TemporaryRecording()
    try place.write(try Exchanged.recording().line + Array("{\"v\":1".utf8))
    let replay = try RecordingMode(record: nil, replay: place.path, trials: [])
    #expect(replay?.remarks == ["\(place.path):2: the last line was cut off, as by a full disk, and is not used"])
    let both = try RecordingMode(record: place.path, replay: place.path, trials: [])
    #expect(both?.remarks == ["\(place.path): the last line was cut off, as by a full disk, and was taken out"])
  }
}
