import Foundation

/// A folder that goes with the last reference to it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "toolsight-history-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String = "history.sqlite") -> String { path + "/" + name }
  var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}
