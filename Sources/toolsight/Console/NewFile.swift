import Foundation

/// A file that a command makes, with its folders.
struct NewFile {
  let path: String

  init(_ path: String) { self.path = path }

  func write(_ bytes: [UInt8]) throws {
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try WholeFile.write(to: path) { try $0(bytes) }
    } catch {
      throw CommandFailure(.wrongInput, "'\(path)' cannot be written: \(error.localizedDescription)")
    }
  }
}
