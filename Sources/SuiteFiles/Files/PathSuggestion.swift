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
