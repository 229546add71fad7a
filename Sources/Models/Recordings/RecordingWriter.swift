import Foundation
import Synchronization

/// Appends answers to a recording, each as one whole line, whatever other tasks or processes append at the same time.
///
/// An answer that cannot be written was paid for all the same, so it counts; ``failure`` says so when the run is over.
package final class RecordingWriter: Sendable {
  package let path: String
  /// What was found and mended when the file was opened.
  package let remark: String?
  private let descriptor: Int32
  /// One line at a time; holds the first failure, after which nothing is written any more.
  private let state = Mutex<RecordingFailure?>(nil)

  /// Of a new file: prompts and answers stand in it in full.
  private static let mode = mode_t(0o600)

  package var failure: RecordingFailure? { state.withLock(\.self) }

  /// Makes the file and its folders where they are missing; a last line that was cut off is taken out of the file.
  package init(appendingTo path: String) throws(RecordingFailure) {
    self.path = path
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, Self.mode)
    guard descriptor >= 0 else { throw Self.unwritable(path) }
    self.descriptor = descriptor
    do throws(RecordingFailure) {
      remark = try Self.mendEnd(of: descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  package func append(_ recording: Recording) {
    let line = recording.line
    state.withLock { failure in
      if failure == nil { failure = withFileLock { Self.write(line, to: descriptor) ? nil : Self.unwritable(path) } }
    }
  }

  /// Whole lines stay whole when several processes record into one file.
  private func withFileLock<Value>(_ body: () -> Value) -> Value { Self.withFileLock(descriptor, body) }

  private static func withFileLock<Value>(_ descriptor: Int32, _ body: () -> Value) -> Value {
    flock(descriptor, LOCK_EX)
    defer { flock(descriptor, LOCK_UN) }
    return body()
  }

  /// All or nothing: what a full disk left of the line is taken out again.
  private static func write(_ line: [UInt8], to descriptor: Int32) -> Bool {
    let start = lseek(descriptor, 0, SEEK_END)
    var written = 0
    while written < line.count {
      let count = line[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if count == 0 || errno != EINTR {
        let code = errno
        if start >= 0 { ftruncate(descriptor, start) }
        errno = code
        return false
      }
    }
    return true
  }

  /// Ends a last line that lacks only its end, and takes out one that is no recording.
  private static func mendEnd(of descriptor: Int32, _ path: String) throws(RecordingFailure) -> String? {
    let result = withFileLock(descriptor) { () -> Result<String?, RecordingFailure> in
      guard let end = lastLine(of: descriptor) else { return .failure(unwritable(path)) }
      if end.line.isEmpty { return .success(nil) }
      if (try? Recording(line: end.line)) != nil {
        return write([UInt8(ascii: "\n")], to: descriptor) ? .success(nil) : .failure(unwritable(path))
      }
      guard ftruncate(descriptor, off_t(end.start)) == 0 else { return .failure(unwritable(path)) }
      return .success("\(path): the last line was cut off, as by a full disk, and was taken out")
    }
    return try result.get()
  }

  /// What stands behind the last line end, and where it starts; nil where the file cannot be read.
  private static func lastLine(of descriptor: Int32) -> (line: [UInt8], start: Int)? {
    var start = Int(lseek(descriptor, 0, SEEK_END))
    guard start >= 0 else { return nil }
    var line: [UInt8] = []
    while start > 0 {
      var piece = [UInt8](repeating: 0, count: min(start, 65_536))
      let from = start - piece.count
      guard piece.withUnsafeMutableBytes({ pread(descriptor, $0.baseAddress, $0.count, off_t(from)) }) == piece.count
      else { return nil }
      if let end = piece.lastIndex(of: UInt8(ascii: "\n")) {
        return (piece[(end + 1)...] + line, from + end + 1)
      }
      line = piece + line
      start = from
    }
    return (line, 0)
  }

  private static func unwritable(_ path: String) -> RecordingFailure {
    let obstacle = UnwritableFile()
    return RecordingFailure(
      "the recording '\(path)' cannot be written: \(obstacle.reason)",
      fix: obstacle.fix(or: "name another file with --record"))
  }
}
