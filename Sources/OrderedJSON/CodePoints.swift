/// A string as a dictionary key that is compared by code point; `String` itself compares by canonical equivalence.
package struct CodePointKey: Hashable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (left: Self, right: Self) -> Bool { left.text.hasSameScalars(as: right.text) }

  package func hash(into hasher: inout Hasher) { text.hashScalars(into: &hasher) }
}

extension String {
  /// Whether both strings are the same sequence of code points: `é` written in one or in two code points differs.
  package func hasSameScalars(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  func hashScalars(into hasher: inout Hasher) {
    var text = self
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}
