import Foundation

/// An empty folder for one child process; whoever makes one removes it.
struct OwnFolder {
  let path: String

  init() throws(ExecutionFailure) {
    path = FileManager.default.temporaryDirectory.appending(path: "toolsight-\(UUID().uuidString)").path
    guard mkdir(path, 0o700) == 0, chown(path, ProcessUser.child.user, ProcessUser.child.group) == 0
    else {
      let reason = String(cString: strerror(errno))
      throw ExecutionFailure("its program could not be given a folder of its own (\(reason))", .again)
    }
  }

  /// Removes it with all that is in it, whatever rights the child left there.
  func remove() {
    guard (try? FileManager.default.removeItem(atPath: path)) == nil else { return }
    open(path)
    try? FileManager.default.removeItem(atPath: path)
  }

  private func open(_ folder: String) {
    chmod(folder, 0o700)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      var status = stat()
      let inner = folder + "/" + name
      if lstat(inner, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { open(inner) }
    }
  }
}
