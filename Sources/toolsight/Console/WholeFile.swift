import Foundation

/// A file that is written piece by piece beside its place and put there when it is complete, so that nobody finds half of it.
enum WholeFile {
  /// Who may read it.
  enum Readers {
    /// Whoever the process's umask allows.
    case usual
    /// The owner alone, because it holds what people and models wrote in full.
    case owner
    /// Those of the file that it takes the place of.
    case same
  }

  /// - Parameter body: gives the pieces; where it throws, what stood at `path` stays.
  static func write(
    to path: String, readableBy readers: Readers = .usual, _ body: (([UInt8]) throws -> Void) throws -> Void
  ) throws {
    // Nobody can guess its name and put a link there first; where one stands all the same, it is not followed.
    let draft = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
    let mode: mode_t = readers == .usual ? 0o666 : 0o600
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw POSIXError.last }
    var status = stat()
    if readers == .same, stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
    do {
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try body { try handle.write(contentsOf: $0) }
      try handle.close()
      guard rename(draft, path) == 0 else { throw POSIXError.last }
    } catch {
      unlink(draft)
      throw error
    }
  }
}

extension POSIXError {
  /// What the system said last.
  fileprivate static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
