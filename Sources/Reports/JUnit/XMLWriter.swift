/// Writes XML as bytes; the only place where text becomes part of a document.
///
/// Texts are redacted, bounded and made visible first, so that none of the characters that XML 1.0 forbids is left.
struct XMLWriter {
  private(set) var bytes: [UInt8] = []
  private let texts: TextGuard

  /// Code points of an attribute's value and of an element's text.
  private static let longestAttribute = 1_000
  private static let longestText = 60_000

  typealias Attributes = KeyValuePairs<StaticString, String>

  init(_ texts: TextGuard) { self.texts = texts }

  /// Hands over what was written so far; writing goes on behind it.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  mutating func declaration() { append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }

  mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
    start(name, attributes)
    append(">\n")
  }

  mutating func close(_ name: StaticString) {
    append("</")
    append(name)
    append(">\n")
  }

  /// An element without elements in it.
  mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String = "") {
    start(name, attributes)
    if text.isEmpty { return append("/>\n") }
    append(">")
    escape(texts.text(text, limit: Self.longestText), inAttribute: false)
    close(name)
  }

  private mutating func start(_ name: StaticString, _ attributes: Attributes) {
    append("<")
    append(name)
    for (key, value) in attributes {
      append(" ")
      append(key)
      append("=\"")
      escape(texts.text(value, limit: Self.longestAttribute), inAttribute: true)
      append("\"")
    }
  }

  private mutating func escape(_ text: String, inAttribute: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "&": append("&amp;")
      case "\"": append("&quot;")
      // A reader turns them into spaces otherwise.
      case "\n" where inAttribute: append("&#10;")
      case "\t" where inAttribute: append("&#9;")
      case "\u{FFFE}", "\u{FFFF}": append("\u{FFFD}")
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private mutating func append(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }
}
