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
    let value: LocatedNode
    private let keySpot: Spot

    init(key: String, keyPosition: FilePosition, value: LocatedNode) {
      self.key = key
      self.value = value
      keySpot = Spot(keyPosition)
    }

    /// In the file of its value.
    var keyPosition: FilePosition { keySpot.position(in: value.file) }
  }

  let content: Content
  fileprivate let file: String
  private let spot: Spot
  /// From 1; 0 for nil.
  private let textStart: UInt32

  init(_ content: Content, at position: FilePosition, textColumn: Int? = nil) {
    self.content = content
    file = position.file
    spot = Spot(position)
    textStart = UInt32(clamping: textColumn ?? 0)
  }

  var position: FilePosition { spot.position(in: file) }

  /// The column of a text's first character, where the file shows the text on one line as it is; else nil.
  var textColumn: Int? { textStart == 0 ? nil : Int(textStart) }
}

/// A line and a column in half the memory: a large file has several for each of its lines.
private struct Spot {
  private let line: UInt32
  private let column: UInt32

  init(_ position: FilePosition) {
    line = UInt32(clamping: position.line)
    column = UInt32(clamping: position.column)
  }

  func position(in file: String) -> FilePosition { FilePosition(file: file, line: Int(line), column: Int(column)) }
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
