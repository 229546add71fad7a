/// A place in a file that somebody wrote: made by the readers of files, shown as `path:line:col`.
package struct FilePosition: Sendable, Hashable, CustomStringConvertible {
  /// The path as a user would type it from the working directory.
  package let file: String
  /// 1-based, 0 for the whole file; columns count Unicode scalars.
  package let line: Int
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// For what concerns a file in which there is nothing to point at, such as that it is not there.
  package init(whole file: String) { self.init(file: file, line: 0, column: 0) }

  package var isWhole: Bool { line == 0 }

  package var description: String { isWhole ? file : "\(file):\(line):\(column)" }
}
