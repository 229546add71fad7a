import EvalCore
import OrderedJSON

/// The arguments of a call as a stream brings them: piece by piece, each time all so far, whole and then whole again, or `{}`
/// before the real ones.
struct PiecedArguments {
  /// What a piece is to the arguments so far.
  enum Relation {
    /// Nothing new: empty, or what is known already.
    case nothing
    case goesOn
    /// It stands for all so far.
    case replaces
    /// An object of its own, where there is a whole one already.
    case begins
  }

  private(set) var text = ""
  /// Of an endpoint that sends them as a value.
  private var value: JSON?
  private var brackets = BracketCount()
  /// What a whole text means, to be compared with others.
  private var meaning: JSON?
  /// Whether something came after a whole object: what it means then is not looked at again and again.
  private var isSpoilt = false

  /// Whether there is nothing yet.
  var isBlank: Bool { value == nil && brackets.isBlank }
  /// Whether they have begun and not ended.
  var isOpen: Bool { value == nil && !brackets.isBlank && !brackets.isClosed }
  /// Written text, unread; nil where an endpoint sent a value, or nothing.
  var written: String? { value == nil && !text.isEmpty ? text : nil }

  var arguments: ModelCall.Arguments {
    value.map(ModelCall.Arguments.init(value:)) ?? ModelCall.Arguments(text: text)
  }

  func relation(_ piece: JSON?) -> Relation {
    switch piece {
    case nil, .null: .nothing
    case .string(let piece): relation(text: piece)
    case let piece?: relation(value: piece)
    }
  }

  private func relation(value piece: JSON) -> Relation {
    if isBlank || isOpen || means([:]) { return .replaces }
    return piece == [:] || means(piece) ? .nothing : .begins
  }

  private func relation(text piece: String) -> Relation {
    if piece.isEmpty { return .nothing }
    if isBlank { return .goesOn }
    if isOpen { return holdsAll(piece) ? .replaces : .goesOn }
    guard let first = piece.utf8.first(where: { !$0.isJSONSpace }) else { return .nothing }
    guard first == UInt8(ascii: "{") else { return value == nil ? .goesOn : .replaces }
    let other = try? JSON(parsing: piece, limits: JSONLimits(mendsText: true))
    if let other, other == [:] || means(other) { return .nothing }
    return value != nil || means([:]) ? .replaces : .begins
  }

  /// No object begins with another one's beginning, so such a piece is all that came, and more.
  private func holdsAll(_ piece: String) -> Bool {
    text.utf8.first { !$0.isJSONSpace } == UInt8(ascii: "{") && piece.utf8.starts(with: text.utf8)
  }

  private func means(_ other: JSON) -> Bool { (value ?? meaning) == other }

  mutating func take(_ piece: JSON?) {
    switch relation(piece) {
    case .nothing: return
    case .replaces: self = PiecedArguments()
    case .goesOn, .begins: break
    }
    guard case .string(let new)? = piece else { return value = piece }
    let wasClosed = brackets.isClosed
    text += new
    brackets.take(new)
    meaning =
      brackets.isClosed && !wasClosed && !isSpoilt ? try? JSON(parsing: text, limits: JSONLimits(mendsText: true)) : nil
    isSpoilt = isSpoilt || wasClosed
  }
}

/// Counts the brackets of a text that comes in pieces, so that its end is noticed.
private struct BracketCount {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private(set) var isBlank = true
  /// Whether all that was opened is closed.
  private(set) var isClosed = false

  mutating func take(_ text: String) {
    for byte in text.utf8 { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    if isInString {
      if isEscaped { isEscaped = false } else { takeInString(byte) }
      return
    }
    guard !byte.isJSONSpace else { return }
    isBlank = false
    isClosed = false
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      isClosed = depth == 0
    default: break
    }
  }

  private mutating func takeInString(_ byte: UInt8) {
    isEscaped = byte == UInt8(ascii: "\\")
    if byte == UInt8(ascii: "\"") { isInString = false }
  }
}

extension UInt8 {
  fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
