import EvalCore
import Foundation
import Models

/// A file that a command makes, with its folders.
struct NewFile {
  let path: String
  private let links: WriteTarget.Links

  /// - Parameter links: by default the user named the path.
  init(_ path: String, links: WriteTarget.Links = .followed) {
    self.path = path
    self.links = links
  }

  /// - Throws: where something stands there already, unless it may be replaced.
  func requireAbsent(unless force: Bool, or otherWay: String = "") throws {
    guard !force, FileManager.default.fileExists(atPath: path) else { return }
    throw CommandFailure(.wrongInput, "'\(path)' already exists", fix: "add --force to overwrite it\(otherWay)")
  }

  func write(_ bytes: [UInt8]) throws { try write { try $0(bytes) } }

  /// - Parameter body: gives the pieces.
  func write(
    readableBy readers: WholeFile.Readers = .usual, _ body: (([UInt8]) throws -> Void) throws -> Void
  ) throws {
    do {
      try NewFolder(of: path).make()
      try WholeFile.write(to: path, links: links, readableBy: readers, body)
    } catch let obstacle as UnwritableFile {
      throw CommandFailure(unwritable: path, obstacle, or: "name another file")
    }
  }
}

extension CommandFailure {
  /// - Parameters:
  ///   - what: stands before the path, e.g. `the folder`.
  ///   - way: that is open whatever the reason is.
  init(_ what: String = "", unwritable path: String, _ obstacle: UnwritableFile, or way: String) {
    self.init(
      obstacle.isTheDisks ? .couldNotMeasure : .wrongInput,
      "\(what)'\(path)' cannot be written: \(obstacle.reason)", fix: obstacle.fix(or: way))
  }
}
