import Models

extension RecordingFile {
  /// Exit 2 where it cannot be read.
  static func open(_ path: String) throws -> RecordingFile {
    do { return try RecordingFile(reading: path) } catch { throw CommandFailure(error) }
  }
}
