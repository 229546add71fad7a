/// A place in the arguments of a call or in a result, as JSONPath (RFC 9535) writes it: `$.filter.labels[*]`.
package struct ValuePath: Sendable, Hashable, CustomStringConvertible {
  package private(set) var description = "$"

  package init() {}

  func member(_ name: String) -> ValuePath { adding(Self.isPlain(name) ? ".\(name)" : "['\(Self.escape(name))']") }
  func element(_ index: Int) -> ValuePath { adding("[\(index)]") }

  /// Every element of an array.
  var elements: ValuePath { adding("[*]") }
  /// Every member that has no schema of its own.
  var otherMembers: ValuePath { adding(".*") }

  private func adding(_ segment: String) -> ValuePath {
    var path = self
    path.description += segment
    return path
  }

  /// Whether a name needs no quotes.
  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, !("0"..."9" ~= first) else { return false }
    return name.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x7F || scalar == "_" || "0"..."9" ~= scalar || "a"..."z" ~= scalar || "A"..."Z" ~= scalar
    }
  }

  private static func escape(_ name: String) -> String {
    name.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }
}
