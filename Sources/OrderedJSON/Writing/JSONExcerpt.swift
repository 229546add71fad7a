extension JSON {
  /// This value in at most `limit` scalars and '…', for messages: text in single quotes, all else in compact JSON, and
  /// what a reader would not see written out.
  ///
  /// Costs no more than it shows, however large the value is.
  package func excerpt(limit: Int = 60) -> String {
    if case .string(let text) = self { return "'\(text.excerpt(limit: limit))'" }
    var head = ""
    appendHead(to: &head, limit: limit)
    return head.excerpt(limit: limit)
  }

  /// Appends the compact text, and stops once there is more than `limit` of it.
  private func appendHead(to head: inout String, limit: Int) {
    func isFull() -> Bool { head.unicodeScalars.count > limit }
    switch self {
    case .null, .bool: head += compact
    case .number(let number): head += number.text.prefix(limit + 1)
    case .string(let text): head += JSON.string(String(text.unicodeScalars.prefix(limit + 1))).compact
    case .array(let elements):
      head += "["
      for (index, element) in elements.enumerated() {
        if isFull() { break }
        if index > 0 { head += "," }
        element.appendHead(to: &head, limit: limit)
      }
      head += "]"
    case .object(let object):
      head += "{"
      for (index, member) in object.members.enumerated() {
        if isFull() { break }
        if index > 0 { head += "," }
        JSON.string(member.key).appendHead(to: &head, limit: limit)
        head += ":"
        member.value.appendHead(to: &head, limit: limit)
      }
      head += "}"
    }
  }
}

extension String {
  /// The first `limit` scalars on one line, and '…' where there are more: for messages, whose text a stranger may have
  /// written, so that nothing in it starts a line or steers a terminal.
  package func excerpt(limit: Int = 60) -> String {
    let head = unicodeScalars.prefix(limit)
    let isWhole = head.endIndex == unicodeScalars.endIndex
    return (isWhole ? self : String(head) + "…").visible(keepsLines: false)
  }
}
