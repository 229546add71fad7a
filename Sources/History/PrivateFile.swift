import Foundation

/// The file of a history: it holds what people and models wrote in full, so that only its owner may read it.
enum PrivateFile {
  private static let mode = mode_t(0o600)
  /// What versions before this one made, because nobody had said anything else.
  private static let formerMode = mode_t(0o644)

  /// Makes the file where it is missing, so that SQLite gives its journals the same mode. Another mode than the former one
  /// is somebody's choice and stays; what cannot be made or changed is SQLite's to complain about.
  static func prepare(_ path: String) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, mode)
    if descriptor >= 0 { close(descriptor) }
    for file in [path, path + "-wal", path + "-shm"] where status(of: file) == formerMode { chmod(file, mode) }
  }

  /// The permissions of a file; nil where there is none.
  private static func status(of path: String) -> mode_t? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return status.st_mode & 0o7777
  }
}
