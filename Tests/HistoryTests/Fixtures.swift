import Foundation
import GRDB

/// What released versions wrote.
enum Fixtures {
  static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/history")

  /// Makes a history as a version left it.
  static func history(version: Int, at path: String) throws {
    let script = try String(contentsOf: folder.appending(path: "v\(version).sql"), encoding: .utf8)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: script) }
    try queue.close()
  }
}
