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
      let (value, positions) = try JSON.parseWithPositions(bytes, limits: JSONLimits(depth: YAMLTree.deepest))
      let tree = JSONTree(bytes: bytes, path: path, linesBefore: line - 1, positions: positions)
      return tree.node(value, at: JSONPointer())
    } catch {
      let position = FilePosition(file: path, line: error.position.line + line - 1, column: error.position.column)
      throw Diagnostic(.error, at: position, error.message)
    }
  }
}

private struct JSONTree {
  let bytes: [UInt8]
  let path: String
  let linesBefore: Int
  let positions: JSONSourceMap

  private func position(_ place: JSONPosition) -> FilePosition {
    FilePosition(file: path, line: place.line + linesBefore, column: place.column)
  }

  func node(_ value: JSON, at pointer: JSONPointer) -> LocatedNode {
    let place = positions.position(nearest: pointer)
    let position = position(place)
    switch value {
    case .null: return LocatedNode(.null, at: position)
    case .bool(let value): return LocatedNode(.bool(value), at: position)
    case .number(let value): return LocatedNode(.number(value), at: position)
    case .string(let text):
      let isVerbatim = bytes[(place.offset + 1)...].starts(with: Array((text + "\"").utf8))
      return LocatedNode(.string(text), at: position, textColumn: isVerbatim ? place.column + 1 : nil)
    case .array(let elements):
      let nodes = elements.enumerated().map { node($0.element, at: pointer.appending($0.offset)) }
      return LocatedNode(.array(nodes), at: position)
    case .object(let object):
      return LocatedNode(.object(object.map { member($0.key, $0.value, at: pointer.appending($0.key)) }), at: position)
    }
  }

  private func member(_ key: String, _ value: JSON, at pointer: JSONPointer) -> LocatedNode.Member {
    let place = positions.keyPosition(of: pointer) ?? .start
    return LocatedNode.Member(key: key, keyPosition: position(place), value: node(value, at: pointer))
  }
}
