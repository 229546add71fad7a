import EvalCore
import OrderedJSON

/// A value of a YAML or JSON file that knows where it and each of its parts stand: what all readers of files read.
struct LocatedNode: Sendable {
  enum Content: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([LocatedNode])
    case object([Member])
  }

  struct Member: Sendable {
    let key: String
    let keyPosition: FilePosition
    let value: LocatedNode
  }

  let content: Content
  let position: FilePosition
  /// The column of a text's first character, where the file shows the text on one line as it is; else nil.
  var textColumn: Int?

  init(_ content: Content, at position: FilePosition, textColumn: Int? = nil) {
    self.content = content
    self.position = position
    self.textColumn = textColumn
  }
}

extension LocatedNode {
  var stringValue: String? { if case .string(let value) = content { value } else { nil } }
  var array: [LocatedNode]? { if case .array(let value) = content { value } else { nil } }
  var members: [Member]? { if case .object(let value) = content { value } else { nil } }
  var isNull: Bool { if case .null = content { true } else { false } }

  subscript(key: String) -> LocatedNode? { members?.first { $0.key == key }?.value }

  /// The value without its positions.
  var json: JSON {
    switch content {
    case .null: .null
    case .bool(let value): .bool(value)
    case .number(let value): .number(value)
    case .string(let value): .string(value)
    case .array(let elements): .array(elements.map(\.json))
    case .object(let members): .object(JSONObject(members.map { ($0.key, $0.value.json) }))
    }
  }

  /// Where the character at `offset` (in Unicode scalars) of a text stands, or the text itself where that is unknown.
  func position(ofCharacter offset: Int) -> FilePosition {
    guard let textColumn else { return position }
    return FilePosition(file: position.file, line: position.line, column: textColumn + offset)
  }

  /// What stands here, in words for a complaint.
  var found: String {
    switch content {
    case .null: "nothing"
    case .bool(let value): "\(value)"
    case .number(let value): "the number \(value.text.excerpt)"
    case .string(let value): "'\(value.excerpt)'"
    case .array: "a list"
    case .object: "a map"
    }
  }
}

extension String {
  /// The first 60 characters on one line, for a complaint.
  var excerpt: String { excerpt(60) }

  /// The first characters on one line, for a complaint.
  func excerpt(_ limit: Int) -> String {
    let line = prefix { !$0.isNewline }.prefix(limit)
    return line.endIndex == endIndex ? self : line + "…"
  }
}
