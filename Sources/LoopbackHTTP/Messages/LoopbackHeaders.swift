/// Header fields in the order they came, every repetition kept; names are compared without regard to case.
package struct LoopbackHeaders: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package var name: String
    package var value: String
  }

  package var fields: [Field]

  package init(_ fields: [Field] = []) { self.fields = fields }

  /// The first value of `name`.
  package subscript(name: String) -> String? { fields.first { $0.name.hasSameLetters(as: name) }?.value }

  /// Every value of `name`, in order, one for each field; a comma inside a value does not split it.
  package func values(_ name: String) -> [String] {
    fields.compactMap { $0.name.hasSameLetters(as: name) ? $0.value : nil }
  }

  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Whether `word` is one of the comma-separated words of `name`, as in `Connection: keep-alive, Upgrade`.
  func contains(_ word: String, in name: String) -> Bool {
    values(name).contains { value in
      value.split(separator: ",").contains { $0.trimmingSpaces.hasSameLetters(as: word) }
    }
  }
}

extension LoopbackHeaders: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Field(name: $0.0, value: $0.1) })
  }
}

extension StringProtocol {
  /// Equal but for the case of ASCII letters: the comparison that HTTP uses for names (RFC 9110, section 5.1).
  func hasSameLetters(as other: some StringProtocol) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8) { $0.lowercasedASCII == $1.lowercasedASCII }
  }

  fileprivate var trimmingSpaces: SubSequence {
    let rest = drop { $0 == " " || $0 == "\t" }
    guard let last = rest.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return rest }
    return rest[...last]
  }
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
