import Foundation
import Models

/// A file that is written piece by piece beside its path and put there when it is complete, so that nobody finds half of it;
/// what is no regular file, such as a pipe, takes the pieces itself.
enum WholeFile {
  /// Who may read it.
  enum Readers {
    /// Whoever the process's umask allows.
    case usual
    /// The owner alone, because it holds what people and models wrote in full.
    case owner
    /// Those of the file that it replaces.
    case same
  }

  /// - Parameters:
  ///   - links: what a link at `path` means.
  ///   - body: gives the pieces; where it throws, what stood at `path` stays.
  static func write(
    to path: String, links: WriteTarget.Links, readableBy readers: Readers = .usual,
    _ body: (([UInt8]) throws -> Void) throws -> Void
  ) throws {
    switch try WriteTarget(path, links: links) {
    case .file(let file): try replace(file, readers, body)
    case .device(let device):
      try pass(to: open(device, O_WRONLY | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC), body)
    case .stream(let descriptor): try pass(to: fcntl(descriptor, F_DUPFD_CLOEXEC, 0), body)
    }
  }

  private static func replace(
    _ path: String, _ readers: Readers, _ body: (([UInt8]) throws -> Void) throws -> Void
  ) throws {
    // Nobody can guess its name and put a link there first; where one stands all the same, it is not followed.
    let draft = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
    let mode: mode_t = readers == .usual ? 0o666 : 0o600
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw UnwritableFile() }
    var status = stat()
    if readers == .same, stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
    do {
      try fill(descriptor, body)
      guard rename(draft, path) == 0 else { throw UnwritableFile() }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private static func pass(to descriptor: Int32, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
    guard descriptor >= 0 else { throw UnwritableFile() }
    do { try fill(descriptor, body) } catch let error as UnwritableFile where error.code == EPIPE {
      // A reader who has gone (`toolsight … | head`) wants no more.
    }
  }

  /// Writes all pieces and closes.
  private static func fill(_ descriptor: Int32, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
    let stream = ByteStream(descriptor)
    do {
      try body { piece in
        let code = piece.withUnsafeBufferPointer(stream.write)
        if code != 0 { throw UnwritableFile(code) }
      }
    } catch {
      close(descriptor)
      throw error
    }
    // A full disk may say so only now.
    guard close(descriptor) == 0 else { throw UnwritableFile() }
  }
}
