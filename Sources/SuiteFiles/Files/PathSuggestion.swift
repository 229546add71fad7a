import Foundation

/// The path that somebody probably meant who wrote one that leads nowhere.
package enum PathSuggestion {
  /// Nobody waits for a search among more names.
  private static let mostNames = 10_000

  /// "did you mean 'X'?", spelled like `path`; nil where no name in its folders is near.
  ///
  /// - Parameters:
  ///   - folder: where a relative path starts.
  ///   - root: names outside of it are nobody's to say; nil for anywhere.
  package static func fix(
    for path: String, from folder: String = FileManager.default.currentDirectoryPath, within root: String? = nil
  ) -> String? {
    if let whole = completed(path, from: folder, within: root) { return "did you mean '\(whole)'?" }
    var here = path.hasPrefix("/") ? "" : folder
    var meant: [String] = []
    for part in path.split(separator: "/").map(String.init) {
      var name = part
      if !FileManager.default.fileExists(atPath: "\(here)/\(name)") {
        guard let near = Suggestion.nearest(to: name, among: names(in: "\(here)/", within: root)) else { return nil }
        name = near
      }
      here += "/\(name)"
      meant.append(name)
    }
    return "did you mean '\((path.hasPrefix("/") ? "/" : "") + meant.joined(separator: "/"))'?"
  }

  /// Left out by those who name a suite as its file's name begins.
  private static let endings = ["", ".yaml", ".yml", ".json", ".jsonl"]

  /// A path that lacks its ending, or the one folder that it starts in.
  private static func completed(_ path: String, from folder: String, within root: String?) -> String? {
    let base = path.hasPrefix("/") ? "" : folder + "/"
    let folders = path.contains("/") ? [] : names(in: base, within: root).map { $0 + "/" }
    let paths = ([""] + folders).flatMap { start in endings.map { start + path + $0 } }
    return paths.first { path in
      isFile(base + path) && (root.map { isInside(RelativePath.folder(of: base + path), $0) } ?? true)
    }
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  private static func names(in folder: String, within root: String?) -> [String] {
    if let root, !isInside(folder, root) { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().prefix(mostNames).map(\.self)
  }

  private static func isInside(_ folder: String, _ root: String) -> Bool {
    guard let pointer = realpath(folder, nil) else { return false }
    defer { free(pointer) }
    return (String(cString: pointer) + "/").hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }
}
