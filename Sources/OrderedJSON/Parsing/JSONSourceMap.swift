/// Where each part of a parsed value, and each key, stands in the text it came from.
package struct JSONSourceMap: Sendable {
  /// Where one value stands, in bytes; small, because a large text has many.
  package struct Entry: Sendable {
    /// Where its key starts (the opening quote), -1 where it is no member.
    fileprivate var key: Int32
    fileprivate var value: Int32
    /// Of the elements or members, in their order.
    package fileprivate(set) var children: [Entry] = []

    /// Where the value starts, from 0.
    package var offset: Int { Int(value) }
    /// Where its key starts, nil where it is no member.
    package var keyOffset: Int? { key < 0 ? nil : Int(key) }
  }

  private let value: JSON
  private let text: [UInt8]
  private let index: PositionIndex
  package let root: Entry

  init(value: JSON, text: some Sequence<UInt8>, root: Entry?) {
    self.value = value
    self.text = (text as? [UInt8]) ?? Array(text)
    index = PositionIndex(self.text)
    self.root = root ?? Entry(key: -1, value: 0)
  }

  /// Where the value at `pointer` starts, or nil where `pointer` leads nowhere.
  package func position(of pointer: JSONPointer) -> JSONPosition? { entry(pointer).map { position(at: $0.offset) } }

  /// Where the key of the member at `pointer` starts (its opening quote), or nil where it is no member.
  package func keyPosition(of pointer: JSONPointer) -> JSONPosition? {
    entry(pointer)?.keyOffset.map { position(at: $0) }
  }

  /// Where the value at `pointer` starts, or else the innermost value on the way to it: for complaints about what is
  /// missing.
  package func position(nearest pointer: JSONPointer) -> JSONPosition {
    position(at: walk(pointer).entry.offset)
  }

  private func position(at offset: Int) -> JSONPosition { index.position(at: offset, in: text) }

  private func entry(_ pointer: JSONPointer) -> Entry? {
    let (entry, depth) = walk(pointer)
    return depth == pointer.tokens.count ? entry : nil
  }

  /// The innermost entry on the way to `pointer`, and how many of its tokens lead there.
  private func walk(_ pointer: JSONPointer) -> (entry: Entry, depth: Int) {
    var (entry, value) = (root, value)
    for (depth, token) in pointer.tokens.enumerated() {
      guard let index = value.childIndex(token), index < entry.children.count else { return (entry, depth) }
      entry = entry.children[index]
      value = value.objectValue?.members[index].value ?? value[index] ?? .null
    }
    return (entry, pointer.tokens.count)
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

/// Gathers the entries of a ``JSONSourceMap`` while the parser goes through the text.
struct SourceMapRecorder {
  private var stack: [JSONSourceMap.Entry] = []
  private(set) var root: JSONSourceMap.Entry?

  /// - Parameters: bytes from the start of the text, which the parser's limits keep below 2³¹.
  mutating func open(key: Int?, value: Int) {
    stack.append(JSONSourceMap.Entry(key: Int32(key ?? -1), value: Int32(value)))
  }

  mutating func close() {
    guard let entry = stack.popLast() else { return }
    if stack.isEmpty { root = entry } else { stack[stack.count - 1].children.append(entry) }
  }
}
