import Foundation
import Models

/// A folder that a command makes, with those that it lies in.
struct NewFolder {
  let path: String

  init(_ path: String) { self.path = path }

  /// The folder that a file lies in.
  init(of file: String) { path = URL(fileURLWithPath: file).deletingLastPathComponent().path }

  /// - Throws: ``UnwritableFile``, also where a part of the path is no folder.
  func make() throws {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw UnwritableFile(ENOTDIR) }
      return
    }
    if errno == ENOENT { try NewFolder(of: path).make() }
    // Another process may be faster.
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw UnwritableFile() }
  }
}
