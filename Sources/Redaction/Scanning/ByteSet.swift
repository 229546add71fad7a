/// A set of bytes, asked for each byte of a text.
struct ByteSet: Sendable {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    let word =
      switch byte >> 6 {
      case 0: bits.0
      case 1: bits.1
      case 2: bits.2
      default: bits.3
      }
    return word >> UInt64(byte & 63) & 1 == 1
  }

  func union(_ other: ByteSet) -> ByteSet {
    ByteSet((0...255 as ClosedRange<UInt8>).filter { contains($0) || other.contains($0) })
  }

  private mutating func insert(_ byte: UInt8) {
    let bit = 1 << UInt64(byte & 63) as UInt64
    switch byte >> 6 {
    case 0: bits.0 |= bit
    case 1: bits.1 |= bit
    case 2: bits.2 |= bit
    default: bits.3 |= bit
    }
  }
}

extension ByteSet {
  static let digits: ByteSet = "0123456789"
  static let lowercase: ByteSet = "abcdefghijklmnopqrstuvwxyz"
  static let uppercase: ByteSet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  static let letters = lowercase.union(uppercase)
  static let alphanumerics = letters.union(digits)
  static let hexDigits = digits.union("abcdefABCDEF")
  /// What makes a word go on. No letters beyond ASCII: many languages put no space between them and a number.
  static let word = alphanumerics
  /// The bytes of every character beyond ASCII.
  static let beyondASCII = ByteSet(0x80...0xFF as ClosedRange<UInt8>)
}

extension ByteSet: ExpressibleByStringLiteral {
  /// The bytes of a text's characters.
  init(stringLiteral text: StaticString) { self.init(text.withUTF8Buffer { Array($0) }) }
}

extension UInt8 {
  /// So that a byte may be compared with a character of ASCII.
  static func == (byte: UInt8, character: Unicode.Scalar) -> Bool { UInt32(byte) == character.value }
  static func != (byte: UInt8, character: Unicode.Scalar) -> Bool { UInt32(byte) != character.value }

  /// The value of a digit.
  var digit: Int { Int(self) - 0x30 }
  /// An ASCII letter as a small one; anything else is changed too, and compared with letters alone.
  var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
  var uppercased: UInt8 { self >= 0x61 && self <= 0x7A ? self & 0xDF : self }
}
