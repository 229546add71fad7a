import Foundation
import GRDB
import TestSupport

/// What released versions wrote.
enum Fixtures {
  static let folder = ProjectRoot.folder.appending(path: "fixtures/history")

  /// Makes a history as a version left it.
  static func history(version: Int, at path: String) throws {
    let script = try String(contentsOf: folder.appending(path: "v\(version).sql"), encoding: .utf8)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: script) }
    try queue.close()
  }
}

extension TemporaryFolder {
  /// Where a test keeps its history.
  func file() -> String { file("history.sqlite") }
}
