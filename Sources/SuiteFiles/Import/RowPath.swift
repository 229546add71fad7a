/// The way to rows or to a field of one: names with dots between them, `[]` behind a name for each element of a list.
package struct RowPath: Sendable {
  private let names: [String]
  private let text: String

  package init(_ text: String) {
    self.text = text
    names = text.split(separator: ".").map { $0.hasSuffix("[]") ? String($0.dropLast(2)) : String($0) }
  }

  /// Every value that the path leads to; lists on the way, and at its end, are gone through.
  func rows(in node: LocatedNode) -> [LocatedNode] {
    var nodes = Self.elements(node)
    for name in names where !name.isEmpty {
      nodes = nodes.compactMap { $0[name] }.flatMap(Self.elements)
    }
    return nodes
  }

  /// The one value that the path leads to from a row; nil where it leads nowhere or to null.
  func value(in row: LocatedNode) -> LocatedNode? { node(in: row).flatMap { $0.isNull ? nil : $0 } }

  /// The same, null included.
  ///
  /// A member that is called like the whole path comes first: columns of tables may have dots in their names.
  func node(in row: LocatedNode) -> LocatedNode? {
    if let node = row[text] { return node }
    var node = row
    for name in names {
      guard let next = node[name] else { return nil }
      node = next
    }
    return node
  }

  private static func elements(_ node: LocatedNode) -> [LocatedNode] { node.array ?? [node] }
}
