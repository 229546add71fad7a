import Foundation
import Models

/// Where the bytes go that a command writes to a path.
enum WriteTarget: Equatable {
  /// To a regular file that stands there, or to a new one.
  case file(String)
  /// To what stands there and cannot be replaced without breaking it: a device, a pipe.
  case device(String)
  /// To a stream that this process was given, as `/dev/stdout` names one: opening its file again would lose the position in it.
  case stream(Int32)

  enum Links {
    /// Whoever named the path means what the link points to.
    case followed
    /// The path's last part is our own name, and anybody's branch may have a link there.
    case replaced
  }

  /// As many as the system follows.
  private static let mostLinks = 40

  init(_ path: String, links: Links) throws {
    var path = path
    for _ in 0...Self.mostLinks {
      if links == .followed, let descriptor = Self.stream(at: path) {
        self = .stream(descriptor)
        return
      }
      var status = stat()
      let kind = lstat(path, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
      guard kind == S_IFLNK, links == .followed else {
        // What no device can be is taken for a file, which says why it cannot be written.
        self = [S_IFREG, S_IFLNK, S_IFDIR].contains(kind) ? .file(path) : .device(path)
        return
      }
      path = try Self.target(of: path)
    }
    throw UnwritableFile(ELOOP)
  }

  /// Where the link at `path` points, as seen from here.
  private static func target(of path: String) throws -> String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      readlink(path, bytes.bindMemory(to: CChar.self).baseAddress!, bytes.count)
    }
    guard count >= 0 else { throw UnwritableFile() }
    let target = String(decoding: buffer.prefix(count), as: UTF8.self)
    return target.hasPrefix("/") ? target : "\(folder(of: path))/\(target)"
  }

  private static func stream(at path: String) -> Int32? {
    guard ["/dev/fd", "/proc/self/fd"].contains(folder(of: path)) else { return nil }
    return Int32(path.split(separator: "/").last ?? "")
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }
}
