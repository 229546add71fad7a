/// The value of a key, found in text however JSON or a URL spells it: plain, `\/`, `\u002f`, `%2F`, and all of these in text
/// that stands as text in other JSON, where backslashes are doubled.
struct Secret: Sendable {
  let value: [UInt8]
  private static let backslash = UInt8(ascii: "\\")

  /// A run of backslashes counts as one, because every level of JSON doubles it.
  init(_ text: String) {
    var value: [UInt8] = []
    for byte in text.utf8 where byte != Self.backslash || value.last != Self.backslash { value.append(byte) }
    self.value = value
  }

  /// Bytes that may stand where the secret begins.
  var beginnings: [UInt8] { value.prefix(1) + [Self.backslash, UInt8(ascii: "%")] }

  /// Where the secret ends that begins at `start`; nil where none does.
  func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var at = start
    for byte in value {
      guard let next = Self.end(of: byte, in: bytes, from: at) else { return nil }
      at = next
    }
    return at
  }

  private static func end(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: "%"), hex(bytes, start + 1, digits: 2) == Int(byte) { return start + 3 }
    guard bytes[start] == backslash else { return bytes[start] == byte ? start + 1 : nil }
    let escaped = bytes[start...].firstIndex { $0 != backslash } ?? bytes.count
    if escaped < bytes.count, bytes[escaped] == UInt8(ascii: "u"), hex(bytes, escaped + 1, digits: 4) == Int(byte) {
      return escaped + 5
    }
    if byte == backslash { return escaped }
    let mayBeEscaped = byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\"")
    return mayBeEscaped && escaped < bytes.count && bytes[escaped] == byte ? escaped + 1 : nil
  }

  private static func hex(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, digits: Int) -> Int? {
    guard start + digits <= bytes.count else { return nil }
    var number = 0
    for byte in bytes[start..<start + digits] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      number = number * 16 + digit
    }
    return number
  }
}
