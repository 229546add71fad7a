/// Arithmetic on paths as text, with '/' between their parts; nothing here looks at a disk.
package enum RelativePath {
  /// `path` seen from the folder of the file at `base`; nil where it climbs above the root of both.
  static func joined(_ path: String, to base: String) -> String? {
    var parts = base.split(separator: "/").dropLast()
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }

  /// The folder that the file at `path` lies in: empty for the root.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  /// What stands behind the last '/'.
  package static func name(of path: String) -> Substring {
    path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }

  static func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// The absolute `path` as somebody in `folder` would type it: climbing two levels at most, else absolute.
  package static func relative(_ path: String, to folder: String) -> String {
    let parts = path.split(separator: "/")
    let base = folder.split(separator: "/")
    let common = zip(parts, base).prefix { $0 == $1 }.count
    let climbs = base.count - common
    guard climbs <= 2, common > 0 || base.isEmpty else { return path }
    return (Array(repeating: "..", count: climbs) + parts.dropFirst(common)).joined(separator: "/")
  }
}
