import Foundation
package import Testing

/// A file of the project that the code can make; `UPDATE_GOLDENS=1` rewrites what differs, and fails all the same.
package enum Golden {
  package static func expect(
    _ bytes: [UInt8], equals path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let kept = try? ProjectRoot.bytes(path)
    guard bytes != kept else { return }
    let texts = [bytes, kept ?? []].map { round(String(decoding: $0, as: UTF8.self)) }
    guard texts[0] != texts[1] || kept == nil else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try write(bytes, to: path)
      Testing.Issue.record("'\(path)' was rewritten: read the difference", sourceLocation: sourceLocation)
    } else {
      Testing.Issue.record(
        "'\(path)' differs at \(difference(texts[0], texts[1])); UPDATE_GOLDENS=1 rewrites it",
        sourceLocation: sourceLocation)
    }
  }

  package static func expect(
    _ text: String, equals path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expect(Array(text.utf8), equals: path, sourceLocation: sourceLocation)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let file = ProjectRoot.folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  private static func difference(_ found: String, _ expected: String) -> String {
    let lines = [found, expected].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let first = zip(lines[0], lines[1]).enumerated().first { $1.0 != $1.1 }
    return first.map { "line \($0 + 1): found '\($1.0.prefix(300))', expected '\($1.1.prefix(300))'" } ?? "its end"
  }

  /// The last digits of a number are the processor's, which may or may not multiply and add in one step.
  private static func round(_ text: String) -> String {
    text.replacing(#/-?\d+\.\d{12,}/#) { match in
      Double(match.0).map { String(format: "%.10f", $0) } ?? String(match.0)
    }
  }
}
