import EvalCore
import OrderedJSON

/// The value of a matcher in a file: complaints about it name its position.
struct MatcherNode: MatcherOperand {
  let node: LocatedNode
  /// What the value is called in a complaint.
  let what: String
  let reader: MatcherReader

  private var complaints: Complaints { reader.complaints }

  var json: JSON { node.json }
  var found: String { node.found }

  func literal() -> JSON { reader.literal(node) }
  func text(_ what: String?) -> String? { node.string(what ?? self.what, complaints) }
  func visibleText() -> String? { node.nonEmptyString(what, complaints) }
  func number() -> JSONNumber? { node.number(what, complaints) }

  func word<Word: RawRepresentable & CaseIterable>(as type: Word.Type) -> Word? where Word.RawValue == String {
    node.word(what, as: type, complaints)
  }

  func fields(_ keys: [String], required: [String]) -> [String: any MatcherOperand]? {
    guard let fields = Fields(node, what, keys: keys, complaints) else { return nil }
    var operands: [String: any MatcherOperand] = [:]
    for key in keys {
      let field = required.contains(key) ? fields.required(key, complaints) : fields[key]
      if let field {
        operands[key] = MatcherNode(node: field, what: "'\(key)' of \(what)", reader: reader)
      } else if required.contains(key) {
        return nil
      }
    }
    return operands
  }

  func matcher() -> Matcher { reader.matcher(node) }
  func negated() -> Matcher { reader.negated(node) }
  func matchers() -> [Matcher]? { node.list(what, complaints).map { $0.map { reader.matcher($0) } } }
  func elements() -> [Matcher]? { node.list(what, complaints).map { reader.elements($0) } }
  func members() -> [NamedMatcher]? { node.map(what, complaints).map { reader.members($0) } }

  func complain(_ message: String, fix: String?, character: Int?) {
    complaints.error(at: character.map { node.position(ofCharacter: $0) } ?? node.position, message, fix: fix)
  }
}
