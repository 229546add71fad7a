package import EvalCore

/// A kind of report that is written to a file, as `--reports` names it. Each stands in its own folder; ``all`` is the table.
package struct ReportFormat: Sendable {
  package let name: String
  package let fileName: String
  /// What it is for, for the help of `--reports`.
  package let summary: String
  /// What only a report of ours begins with: another program's file of the same name is not ours to take away.
  package let mark: String
  let make: @Sendable (Evaluation, @escaping Redaction) -> any FileReport

  /// In the order in which they are written and listed.
  package static let all: [ReportFormat] = [.html, .json, .junit, .markdown, .csv, .comment]

  package init?(named name: String) {
    guard let known = Self.all.first(where: { $0.name == name }) else { return nil }
    self = known
  }

  init(
    name: String, fileName: String, summary: String, mark: String,
    make: @escaping @Sendable (Evaluation, @escaping Redaction) -> any FileReport
  ) {
    (self.name, self.fileName, self.summary) = (name, fileName, summary)
    (self.mark, self.make) = (mark, make)
  }

  /// Hands the report to `sink` piece by piece.
  package func write(
    _ evaluation: Evaluation, redact: @escaping Redaction = { $0 }, to sink: ([UInt8]) throws -> Void
  ) rethrows {
    try make(evaluation, redact).write(to: sink)
  }

  /// The whole report in memory.
  package func bytes(_ evaluation: Evaluation, redact: @escaping Redaction = { $0 }) -> [UInt8] {
    make(evaluation, redact).bytes
  }
}

extension ReportFormat: CustomStringConvertible {
  package var description: String { name }
}
