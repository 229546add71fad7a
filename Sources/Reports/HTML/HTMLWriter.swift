/// Writes ``HTML`` as bytes; the only place where text becomes part of a page.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []
  let texts: TextGuard

  init(redact: @escaping Redaction) { texts = TextGuard(redact: redact) }

  /// Hands what was written so far to `sink`, where that is worth it; writing goes on behind it.
  mutating func pass(to sink: ([UInt8]) throws -> Void) rethrows {
    if bytes.isFullPiece { try finish(into: sink) }
  }

  /// Hands over what is left.
  mutating func finish(into sink: ([UInt8]) throws -> Void) rethrows {
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func write(_ html: HTML) {
    for piece in html.pieces {
      switch piece {
      case .markup(let markup): bytes.append(contentsOf: markup.utf8)
      case .text(let text, let limit): writeEscaped(texts.text(text, limit: limit))
      case .anchor(let caseID): bytes.append(contentsOf: texts.anchor(of: caseID).utf8)
      }
    }
  }

  /// JSON inside a `script` element: `<`, `>` and `&` only occur in strings there, so escaping them changes no value.
  mutating func writeIsland(_ json: [UInt8]) {
    bytes.reserveCapacity(bytes.count + json.count)
    for byte in json {
      switch byte {
      case UInt8(ascii: "<"): append("\\u003c")
      case UInt8(ascii: ">"): append("\\u003e")
      case UInt8(ascii: "&"): append("\\u0026")
      default: bytes.append(byte)
      }
    }
  }

  private mutating func writeEscaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "\""): append("&quot;")
      case UInt8(ascii: "'"): append("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  private mutating func append(_ entity: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: entity.utf8Start, count: entity.utf8CodeUnitCount))
  }
}
