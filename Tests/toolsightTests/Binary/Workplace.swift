import Foundation
import OrderedJSON
import TestSupport

/// A folder of its own for one test, gone with it: `path` is where the program stands, its output is kept beside.
final class Workplace: Sendable {
  private let base: TemporaryFolder
  /// Where the program is started; it marks a project of its own, whatever folder the system keeps temporary files in.
  let path: String

  init() throws {
    base = try TemporaryFolder()
    path = base.file("work")
    try write("schema: toolsight/config/v1\n", to: "toolsight.yaml")
  }

  func beside(_ name: String) -> String { base.file(name) }

  func write(_ text: String, to name: String) throws { try base.write(text.utf8, to: "work/\(name)") }

  func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  func json(_ name: String) throws -> JSON { try JSON(parsing: text(name)) }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  /// Every file below the folder, hidden ones too, relative to it.
  var files: [String] {
    (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }

  /// The files that hold these bytes anywhere.
  func files(holding text: String) -> [String] {
    files.filter { name in
      FileManager.default.contents(atPath: "\(path)/\(name)")?.range(of: Data(text.utf8)) != nil
    }
  }
}
