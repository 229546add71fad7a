package import EvalCore
import OrderedJSON

/// Turns entries of the Berkeley Function-Calling Leaderboard and their answers into a suite whose cases bring their own tools.
package struct BFCLImport: Sendable {
  /// The suite's name.
  package var name: String
  /// The most entries that are taken.
  package var limit: Int?
  /// Whether the suite is written as JSON instead of YAML.
  package var writesJSON = false

  package init(name: String) { self.name = name }

  /// A file as it was named and what it holds.
  package typealias File = (path: String, bytes: [UInt8])

  /// A suite as text, and what could not be taken over.
  package struct Imported: Sendable {
    package let suite: String
    package let cases: Int
    package let warnings: [Diagnostic]
  }

  /// - Throws: all complaints, if one of them is an error or there is no entry.
  package func imported(entries files: [File], answers: [File]) throws(Diagnostics) -> Imported {
    let complaints = Complaints()
    var truths = BFCLAnswers()
    for file in answers { Self.source(file, complaints).map { truths.add($0, complaints) } }
    let entries = files.compactMap { Self.source($0, complaints) }.flatMap { BFCLEntry.all(in: $0, complaints) }
    var writer = BFCLCaseWriter(truths, complaints)
    let cases = entries.prefix(limit ?? .max).compactMap { writer.evalCase($0) }
    if cases.isEmpty, !complaints.hasErrors {
      complaints.error(
        at: FilePosition(file: files.first?.path ?? "", line: 1, column: 1), "expected at least one entry to import")
    }
    guard !complaints.hasErrors else { throw Diagnostics(complaints.sorted) }
    return Imported(suite: text(cases, of: files), cases: cases.count, warnings: complaints.sorted)
  }

  private func text(_ cases: [JSONObject], of files: [File]) -> String {
    if writesJSON { return SuiteWriter.json(name: Slug.of(name), cases: cases) }
    let names = files.map { $0.path.split(separator: "/").last.map(String.init) ?? $0.path }
    return SuiteWriter.suite(
      name: Slug.of(name), tools: nil, cases: cases,
      comments: [
        "Imported from \(names.joined(separator: ", ").filter { !$0.isNewline }). Each case brings its own tools."
      ])
  }

  static func source(_ file: File, _ complaints: Complaints) -> SourceText? {
    do throws(Diagnostic) {
      return try SourceText(file.bytes, path: file.path)
    } catch {
      complaints.add(error)
      return nil
    }
  }
}
