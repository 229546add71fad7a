import Foundation

/// A file that is written piece by piece beside its place and put there when it is complete, so that nobody finds half of it.
enum WholeFile {
  /// - Parameter body: gives the pieces; where it throws, what stood at `path` stays.
  static func write(to path: String, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
    let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
    do {
      try Data().write(to: URL(fileURLWithPath: draft))
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: draft))
      try body { try handle.write(contentsOf: $0) }
      try handle.close()
      guard rename(draft, path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
  }
}
