import Foundation

/// The value of `Mcp-Name` and its kin: plain where it is visible ASCII, else `=?base64?…?=` around its UTF-8.
enum HeaderWord {
  static func encode(_ value: String) -> String {
    isPlain(value) ? value : opening + Data(value.utf8).base64EncodedString() + closing
  }

  private static func isPlain(_ value: String) -> Bool {
    let bytes = value.utf8
    func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 }
    return bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 } && !isSpace(bytes.first)
      && !isSpace(bytes.last) && !value.lowercased().hasPrefix(opening)
  }

  /// Nil where the value claims to be encoded and is not; a value without both marks stands for itself.
  static func decode(_ value: String) -> String? {
    guard value.hasPrefix(opening), value.hasSuffix(closing), value.utf8.count >= opening.count + closing.count else {
      return value
    }
    guard let data = Data(base64Encoded: String(value.dropFirst(opening.count).dropLast(closing.count))) else {
      return nil
    }
    return String(data: data, encoding: .utf8)
  }

  private static let opening = "=?base64?"
  private static let closing = "?="
}
