import Foundation
import Testing

/// A text that is kept as a file beside the tests; `UPDATE_GOLDENS=1` rewrites it and still fails, so that nobody
/// leaves it set.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  static func expect(_ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Testing.Issue.record(
        "the golden '\(name)' was rewritten; run again without UPDATE_GOLDENS", sourceLocation: sourceLocation)
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    guard text != kept else { return }
    let difference = zip(
      text.split(separator: "\n", omittingEmptySubsequences: false),
      kept.split(separator: "\n", omittingEmptySubsequences: false)
    ).enumerated().first { $1.0 != $1.1 }
    let place = difference.map { "line \($0 + 1): found '\($1.0)', expected '\($1.1)'" } ?? "one ends before the other"
    Testing.Issue.record("'\(name)' differs at \(place)", sourceLocation: sourceLocation)
  }
}
