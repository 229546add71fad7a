/// Appends JSON text to bytes: compact, or indented.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// Spaces a level; nil for everything on one line without spaces.
  private let indent: Int?
  private var level = 0

  init(indent: Int? = nil) { self.indent = indent }

  init(appendingTo bytes: consuming [UInt8]) {
    self.bytes = bytes
    indent = nil
  }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: writeWord("null")
    case .bool(true): writeWord("true")
    case .bool(false): writeWord("false")
    case .number(let number): bytes.append(contentsOf: number.text.utf8)
    case .string(let text): writeString(text)
    case .array(let elements): writeArray(elements)
    case .object(let object): writeObject(object)
    }
  }

  private mutating func writeArray(_ elements: [JSON]) {
    bytes.append(UInt8(ascii: "["))
    level += 1
    for (index, element) in elements.enumerated() {
      startItem(index)
      write(element)
    }
    close(UInt8(ascii: "]"), isEmpty: elements.isEmpty)
  }

  private mutating func writeObject(_ object: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    level += 1
    for (index, member) in object.members.enumerated() {
      startItem(index)
      writeString(member.key)
      bytes.append(UInt8(ascii: ":"))
      if indent != nil { bytes.append(UInt8(ascii: " ")) }
      write(member.value)
    }
    close(UInt8(ascii: "}"), isEmpty: object.isEmpty)
  }

  private mutating func startItem(_ index: Int) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    breakLine()
  }

  private mutating func close(_ bracket: UInt8, isEmpty: Bool) {
    level -= 1
    if !isEmpty { breakLine() }
    bytes.append(bracket)
  }

  private mutating func breakLine() {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * level))
  }

  private mutating func writeWord(_ word: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// A string with as few escapes as JSON allows: the quote, the backslash and control characters.
  private mutating func writeString(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { content in
      var runStart = 0
      for index in 0..<content.count {
        let byte = content[index]
        if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
        bytes.append(contentsOf: content[runStart..<index])
        writeEscape(byte)
        runStart = index + 1
      }
      bytes.append(contentsOf: content[runStart...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): writeWord("\\\"")
    case UInt8(ascii: "\\"): writeWord("\\\\")
    case 0x08: writeWord("\\b")
    case 0x09: writeWord("\\t")
    case 0x0A: writeWord("\\n")
    case 0x0C: writeWord("\\f")
    case 0x0D: writeWord("\\r")
    default:
      writeWord(byte < 0x10 ? "\\u000" : "\\u00")
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    }
  }
}

extension JSON {
  /// The shortest text: no white space, numbers as they were written, only the escapes that JSON demands.
  package var utf8Bytes: [UInt8] {
    var writer = JSONWriter()
    writer.write(self)
    return writer.bytes
  }

  /// ``utf8Bytes`` as a string.
  package var compact: String { String(decoding: utf8Bytes, as: UTF8.self) }

  /// Appends ``utf8Bytes`` to `output`.
  package func write(into output: inout [UInt8]) {
    var writer = JSONWriter(appendingTo: output.taken())
    writer.write(self)
    output = writer.bytes
  }

  /// A text with each element and member on its own line, `indent` spaces deeper each level; no final line break.
  package func pretty(indent: Int = 2) -> String {
    var writer = JSONWriter(indent: max(0, indent))
    writer.write(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Hands the bytes over and leaves none, so that appending to them need not copy.
  fileprivate mutating func taken() -> [UInt8] {
    let bytes = self
    self = []
    return bytes
  }
}

extension JSON: CustomStringConvertible {
  package var description: String { compact }
}
