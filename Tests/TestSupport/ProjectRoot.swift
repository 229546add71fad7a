package import Foundation

/// The package that the tests belong to, wherever it was checked out.
package enum ProjectRoot {
  package static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  package static let path = folder.path

  /// Real data that lies beside the project, not in it.
  package static let data = folder.deletingLastPathComponent().appending(path: "shared/data").path
  package static let hasData = FileManager.default.fileExists(atPath: data)

  /// The files below a folder with one of these endings, relative to the package, sorted.
  package static func files(under folder: String, _ endings: [String]) -> [String] {
    let found = FileManager.default.enumerator(atPath: path + "/" + folder)?.compactMap { $0 as? String } ?? []
    return found.filter { name in endings.contains { name.hasSuffix($0) } }.map { folder + "/" + $0 }.sorted()
  }

  package static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: file)))
  }

  package static func text(_ file: String) throws -> String { String(decoding: try bytes(file), as: UTF8.self) }
}
