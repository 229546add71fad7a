import Foundation

/// A text as `~text` and `~contains` compare it: trimmed, case folded, NFC, runs of white space as one space.
struct FoldedText: Equatable {
  private let bytes: [UInt8]

  init(_ text: String) {
    let plain = text.utf8.allSatisfy { $0 < 0x80 }
    let words = (plain ? text.lowercased() : Self.caseFolded(text)).unicodeScalars
      .split { $0.properties.isWhitespace }
      .map { String($0) }
    bytes = Array(words.joined(separator: " ").utf8)
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

  /// Whether `part` stands somewhere in this text; an empty one always does.
  func contains(_ part: FoldedText) -> Bool {
    guard let first = part.bytes.first else { return true }
    guard part.bytes.count <= bytes.count else { return false }
    return (0...(bytes.count - part.bytes.count)).contains { start in
      bytes[start] == first && bytes[start..<(start + part.bytes.count)].elementsEqual(part.bytes)
    }
  }
}
