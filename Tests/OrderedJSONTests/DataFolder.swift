import Foundation

/// The JSON files of `folder`, or of a folder below it.
struct DataFolder {
  let folder: URL

  private static let package = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let published = DataFolder(folder: package.appending(path: "fixtures/published"))
  /// The public data sets beside the package, which tests read in place.
  static let shared = DataFolder(folder: package.deletingLastPathComponent().appending(path: "shared/data"))

  var isMissing: Bool { !FileManager.default.fileExists(atPath: folder.path) }

  /// All JSON files below `path`, sorted by name.
  func jsonFiles(_ path: String) -> [URL] {
    let walk = FileManager.default.enumerator(at: folder.appending(path: path), includingPropertiesForKeys: nil)
    let files = (walk?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
    return files.sorted { $0.path < $1.path }
  }
}
