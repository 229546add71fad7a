/// Where each part of a parsed value, and each key, stands in the text it came from.
package struct JSONSourceMap: Sendable {
  /// One value's place; the children stand in the order of the elements or members.
  struct Node: Sendable {
    var key: JSONPosition?
    var value: JSONPosition
    var children: [Node] = []
  }

  private let value: JSON
  private let root: Node

  init(value: JSON, root: Node?) {
    self.value = value
    self.root = root ?? Node(value: .start)
  }

  /// Where the value at `pointer` starts, or nil where `pointer` leads nowhere.
  package func position(of pointer: JSONPointer) -> JSONPosition? { node(pointer)?.value }

  /// Where the key of the member at `pointer` starts (its opening quote), or nil where it is no member.
  package func keyPosition(of pointer: JSONPointer) -> JSONPosition? { node(pointer)?.key }

  /// Where the value at `pointer` starts, or else the innermost value on the way to it: for complaints about what is
  /// missing.
  package func position(nearest pointer: JSONPointer) -> JSONPosition {
    walk(pointer).node.value
  }

  private func node(_ pointer: JSONPointer) -> Node? {
    let (node, depth) = walk(pointer)
    return depth == pointer.tokens.count ? node : nil
  }

  /// The innermost node on the way to `pointer`, and how many of its tokens lead there.
  private func walk(_ pointer: JSONPointer) -> (node: Node, depth: Int) {
    var (node, value) = (root, value)
    for (depth, token) in pointer.tokens.enumerated() {
      guard let index = value.childIndex(token), index < node.children.count else { return (node, depth) }
      node = node.children[index]
      value = value.objectValue?.members[index].value ?? value[index] ?? .null
    }
    return (node, pointer.tokens.count)
  }
}

extension JSON {
  fileprivate func childIndex(_ token: String) -> Int? {
    switch self {
    case .object(let object): object.index(of: token)
    case .array: JSONPointer.arrayIndex(token)
    default: nil
    }
  }
}

/// Gathers the nodes of a ``JSONSourceMap`` while the parser goes through the text, which it reads forwards only.
struct SourceMapRecorder {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var cursor = JSONPosition.start
  private var stack: [JSONSourceMap.Node] = []
  private(set) var root: JSONSourceMap.Node?

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func open(key: Int?, value: Int) {
    let keyPosition = key.map { position(at: $0) }
    stack.append(JSONSourceMap.Node(key: keyPosition, value: position(at: value)))
  }

  mutating func close() {
    guard let node = stack.popLast() else { return }
    if stack.isEmpty { root = node } else { stack[stack.count - 1].children.append(node) }
  }

  private mutating func position(at offset: Int) -> JSONPosition {
    cursor = cursor.advanced(to: offset, in: bytes)
    return cursor
  }
}
