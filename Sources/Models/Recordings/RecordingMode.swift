package import EvalCore

/// What a run does with recordings: `--record`, `--replay`, or both.
package enum RecordingMode: Sendable {
  /// Asks, and appends every answer.
  case record(RecordingWriter)
  /// Answers only from the recording.
  case replay(Replay)
  /// Answers from the recording, asks for the rest, and appends what was answered.
  case fill(Replay, RecordingWriter)

  /// Nil where neither is asked for.
  ///
  /// - Parameters:
  ///   - record: the file to append to; may be the one to replay, and may be missing then.
  ///   - trials: of the plan that is to be answered.
  package init?(record: String?, replay: String?, trials: [Trial]) throws(RecordingFailure) {
    // Made first, because the file that both name need not be there yet; a last line that was cut off is mended with it.
    let writer = try record.map { path throws(RecordingFailure) in try RecordingWriter(appendingTo: path) }
    let file = try replay.map { path throws(RecordingFailure) in try RecordingFile(reading: path) }
    let reader = try file.map { file throws(RecordingFailure) in try Replay(file, trials: trials) }
    switch (writer, reader) {
    case (let writer?, let reader?): self = .fill(reader, writer)
    case (let writer?, nil): self = .record(writer)
    case (nil, let reader?): self = .replay(reader)
    case (nil, nil): return nil
    }
  }

  /// What was noticed when the files were opened.
  package var remarks: [String] { [replay?.file.remark, writer?.remark].compactMap(\.self) }

  /// Why answers could not be kept, where they could not.
  package var failure: RecordingFailure? { writer?.failure }

  var replay: Replay? {
    switch self {
    case .record: nil
    case .replay(let replay), .fill(let replay, _): replay
    }
  }

  var writer: RecordingWriter? {
    switch self {
    case .replay: nil
    case .record(let writer), .fill(_, let writer): writer
    }
  }
}
