import Foundation

/// A text as `~text` and `~contains` compare it: trimmed, case folded, NFC, runs of white space as one space.
struct FoldedText: Equatable {
  private let bytes: [UInt8]

  init(_ text: String) {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      bytes = Self.folded(ascii: text.utf8)
      return
    }
    let words = Self.caseFolded(text).unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
    bytes = Array(words.joined(separator: " ").utf8)
  }

  /// The quick way for nearly all texts.
  private static func folded(ascii text: String.UTF8View) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var isAfterSpace = false
    for byte in text {
      if byte == 0x20 || 0x09...0x0D ~= byte {
        isAfterSpace = true
        continue
      }
      if isAfterSpace, !bytes.isEmpty { bytes.append(0x20) }
      isAfterSpace = false
      bytes.append(0x41...0x5A ~= byte ? byte + 0x20 : byte)
    }
    return bytes
  }

  /// Unicode's caseless form: lower, upper and lower case again, so that `ẞ` and `ß` meet `SS` and `ς` meets `σ`.
  private static func caseFolded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      // The dotless i has no other case in the folding, although its upper case is the plain I.
      guard scalar != "\u{131}" else {
        folded.append(scalar)
        continue
      }
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      let upper = lower.flatMap { $0.properties.uppercaseMapping.unicodeScalars }
      for scalar in upper { folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars) }
    }
    return String(folded).precomposedStringWithCanonicalMapping
  }

  /// Whether `part` stands somewhere in this text, in time linear in both (Knuth, Morris and Pratt); an empty one always does.
  func contains(_ part: FoldedText) -> Bool {
    let part = part.bytes
    guard !part.isEmpty, part.count <= bytes.count else { return part.isEmpty }
    let borders = Self.borders(part)
    var matched = 0
    for byte in bytes {
      while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
      if part[matched] == byte { matched += 1 }
      if matched == part.count { return true }
    }
    return false
  }

  /// For each prefix, the length of its longest proper end that is also its start.
  private static func borders(_ part: [UInt8]) -> [Int] {
    var borders = [Int](repeating: 0, count: part.count)
    for index in part.indices.dropFirst() {
      var length = borders[index - 1]
      while length > 0, part[length] != part[index] { length = borders[length - 1] }
      borders[index] = part[length] == part[index] ? length + 1 : 0
    }
    return borders
  }
}
