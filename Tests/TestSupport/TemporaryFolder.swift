package import Foundation

/// A folder that goes with the last reference to it.
package final class TemporaryFolder: Sendable {
  package let path: String
  package var url: URL { URL(filePath: path) }

  package init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "toolsight-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func file(_ name: String) -> String { path + "/" + name }
  package var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

  /// Makes the folders on the way to the file, too.
  package func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}
