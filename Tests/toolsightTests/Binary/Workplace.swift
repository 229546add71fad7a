import Foundation
import OrderedJSON

/// A folder of its own for one test, gone with it: `path` is where the program stands, its output is kept beside.
final class Workplace: Sendable {
  private let base: String
  /// Where the program is started; it marks a project of its own, whatever folder the system keeps temporary files in.
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "toolsight-\(UUID().uuidString)")
    base = folder.path
    path = folder.appending(path: "work").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try write("schema: toolsight/config/v1\n", to: "toolsight.yaml")
  }

  deinit { try? FileManager.default.removeItem(atPath: base) }

  func beside(_ name: String) -> String { "\(base)/\(name)" }

  func write(_ text: String, to name: String) throws {
    let file = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

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
