import Foundation

/// A file that a command makes, with its folders.
struct NewFile {
  let path: String

  init(_ path: String) { self.path = path }

  func write(_ bytes: [UInt8]) throws {
    do {
      let url = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw CommandFailure(.wrongInput, "'\(path)' cannot be written: \(error.localizedDescription)")
    }
  }
}
