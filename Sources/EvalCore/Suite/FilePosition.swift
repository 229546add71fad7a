/// A place in a file that somebody wrote: made by the readers of files, shown as `path:line:col`.
package struct FilePosition: Sendable, Hashable, CustomStringConvertible {
  /// The path as a user would type it from the working directory.
  package let file: String
  /// 1-based; columns count Unicode scalars.
  package let line: Int
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }
}
