import Foundation

/// The package that these tests belong to, wherever it was checked out.
enum ProjectRoot {
  static let path: String = {
    let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  }()

  /// Real data that lies beside the project, not in it.
  static let data = URL(fileURLWithPath: path + "/../shared/data").standardized.path
  static let hasData = FileManager.default.fileExists(atPath: data)

  /// The files below a folder with one of these endings, relative to the package, sorted.
  static func files(under folder: String, _ endings: [String]) -> [String] {
    let found = FileManager.default.enumerator(atPath: path + "/" + folder)?.compactMap { $0 as? String } ?? []
    return found.filter { name in endings.contains { name.hasSuffix($0) } }.map { folder + "/" + $0 }.sorted()
  }

  static func text(_ file: String) throws -> String { try String(contentsOfFile: path + "/" + file, encoding: .utf8) }
}
