/// A pattern of paths: `*` and `?` within one part of a path, `**` for any number of folders.
struct Glob {
  private let parts: [Substring]

  init(_ pattern: String) { parts = pattern.split(separator: "/") }

  static func isPattern(_ path: String) -> Bool { path.contains { $0 == "*" || $0 == "?" } }

  /// The folder that everything that fits lies under: the parts before the first pattern.
  var fixedFolder: String {
    parts.dropLast().prefix { !Self.isPattern(String($0)) }.joined(separator: "/")
  }

  func fits(_ path: String) -> Bool {
    Self.fits(parts[...], path.split(separator: "/")[...])
  }

  /// Remembers the last `**` only, which is enough because a later one takes over all that an earlier one could try.
  private static func fits(_ pattern: ArraySlice<Substring>, _ path: ArraySlice<Substring>) -> Bool {
    wildcard(pattern, path, isStar: { $0 == "**" }, fits: { fitsPart($0, $1) })
  }

  private static func fitsPart(_ pattern: Substring, _ part: Substring) -> Bool {
    wildcard(Array(pattern)[...], Array(part)[...], isStar: { $0 == "*" }, fits: { $0 == "?" || $0 == $1 })
  }

  private static func wildcard<Element>(
    _ pattern: ArraySlice<Element>, _ text: ArraySlice<Element>, isStar: (Element) -> Bool,
    fits: (Element, Element) -> Bool
  ) -> Bool {
    var (rest, left) = (pattern, text)
    var retry: (pattern: ArraySlice<Element>, text: ArraySlice<Element>)?
    while true {
      if let first = rest.first, isStar(first) {
        rest = rest.dropFirst()
        retry = (rest, left)
      } else if let first = rest.first, let head = left.first, fits(first, head) {
        rest = rest.dropFirst()
        left = left.dropFirst()
      } else if rest.isEmpty, left.isEmpty {
        return true
      } else if let last = retry, !last.text.isEmpty {
        (rest, left) = (last.pattern, last.text.dropFirst())
        retry = (rest, left)
      } else {
        return false
      }
    }
  }
}
