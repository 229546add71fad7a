import EvalCore
import OrderedJSON

extension LocatedNode {
  /// Reads a JSON text; throws where it is none.
  static func json(_ source: SourceText) throws(Diagnostic) -> LocatedNode {
    try json(source.bytes, path: source.path, line: 1)
  }

  /// - Parameter line: the line of the file where `bytes` start.
  static func json(_ bytes: [UInt8], path: String, line: Int) throws(Diagnostic) -> LocatedNode {
    do {
      let (value, map) = try JSON.parseWithPositions(bytes, limits: JSONLimits(depth: YAMLTree.deepest))
      return bytes.withUnsafeBufferPointer { bytes in
        var tree = JSONTree(bytes: bytes, path: path, linesBefore: line - 1)
        return tree.node(value, at: map.root)
      }
    } catch {
      let position = FilePosition(file: path, line: error.position.line + line - 1, column: error.position.column)
      throw Diagnostic(.error, at: position, error.message)
    }
  }
}

/// Goes through a value and the offsets of its parts in the order of the text, so that lines are counted once.
private struct JSONTree {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  let linesBefore: Int
  private var cursor = JSONPosition.start

  init(bytes: UnsafeBufferPointer<UInt8>, path: String, linesBefore: Int) {
    self.bytes = bytes
    self.path = path
    self.linesBefore = linesBefore
  }

  private mutating func position(_ offset: Int) -> FilePosition {
    cursor = cursor.advanced(to: offset, in: bytes)
    return FilePosition(file: path, line: cursor.line + linesBefore, column: cursor.column)
  }

  mutating func node(_ value: JSON, at entry: JSONSourceMap.Entry) -> LocatedNode {
    let position = position(entry.offset)
    switch value {
    case .null: return LocatedNode(.null, at: position)
    case .bool(let value): return LocatedNode(.bool(value), at: position)
    case .number(let value): return LocatedNode(.number(value), at: position)
    case .string(let text):
      let column = isVerbatim(text, at: entry.offset + 1) ? position.column + 1 : nil
      return LocatedNode(.string(text), at: position, textColumn: column)
    case .array(let elements):
      return LocatedNode(.array(zip(elements, entry.children).map { node($0, at: $1) }), at: position)
    case .object(let object):
      return LocatedNode(.object(zip(object, entry.children).map { member($0, at: $1) }), at: position)
    }
  }

  private mutating func member(_ member: JSONObject.Member, at entry: JSONSourceMap.Entry) -> LocatedNode.Member {
    let keyPosition = position(entry.keyOffset ?? entry.offset)
    return LocatedNode.Member(key: member.key, keyPosition: keyPosition, value: node(member.value, at: entry))
  }

  private func isVerbatim(_ text: String, at offset: Int) -> Bool {
    bytes[offset...].starts(with: text.utf8) && bytes[offset + text.utf8.count] == UInt8(ascii: "\"")
  }
}
