import Foundation
import Testing

/// A file of the project that the code can make; `UPDATE_GOLDENS=1` rewrites it and still fails, so that nobody leaves it set.
enum Golden {
  static func expect(_ bytes: [UInt8], equals path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = ProjectRoot.folder.appending(path: path)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      Testing.Issue.record("'\(path)' was rewritten; run again without UPDATE_GOLDENS", sourceLocation: sourceLocation)
      return
    }
    let kept = try [UInt8](Data(contentsOf: file))
    guard bytes != kept else { return }
    let texts = [bytes, kept].map { rounded(String(decoding: $0, as: UTF8.self)) }
    guard texts[0] != texts[1] else { return }
    let lines = texts.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    let first = zip(lines[0], lines[1]).enumerated().first { $1.0 != $1.1 }
    let place = first.map { "line \($0 + 1): found '\($1.0.prefix(300))', expected '\($1.1.prefix(300))'" }
    Testing.Issue.record(
      "'\(path)' differs at \(place ?? "its end"); UPDATE_GOLDENS=1 rewrites it", sourceLocation: sourceLocation)
  }

  /// The last digits of a number are the processor's, which may or may not multiply and add in one step.
  private static func rounded(_ text: String) -> String {
    text.replacing(#/-?\d+\.\d{12,}/#) { match in Double(match.0).map { String(format: "%.10f", $0) } ?? String(match.0)
    }
  }
}
