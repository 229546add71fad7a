package import EvalCore

/// A file that somebody named on the command line, which may lie anywhere.
package enum UserFile {
  /// - Parameter limit: the most bytes that are taken.
  package static func bytes(of path: String, limit: Int = 256_000_000) throws(Diagnostics) -> [UInt8] {
    do throws(FileRefusal) {
      return try ProjectFolder.contents(ofUser: path, limit: limit)
    } catch {
      let fix = error == .missing ? PathSuggestion.fix(for: path) : nil
      let position = FilePosition(whole: path)
      throw Diagnostics([Diagnostic(.error, at: position, "'\(path)' \(error)", fix: fix)])
    }
  }
}
