import Foundation

/// The folder of public data sets beside the package, which tests read in place.
enum SharedData {
  static let folder: URL = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data")

  static let isMissing = !FileManager.default.fileExists(atPath: folder.path)

  /// All JSON files below `path`, sorted by name.
  static func jsonFiles(_ path: String) -> [URL] {
    let walk = FileManager.default.enumerator(at: folder.appending(path: path), includingPropertiesForKeys: nil)
    let files = (walk?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
    return files.sorted { $0.path < $1.path }
  }
}
