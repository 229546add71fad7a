import EvalCore
import Yams

/// Refuses maps and lists as keys where aliases could make them huge, before the parser hashes each key in full.
///
/// A text with aliases is parsed once with each alias turned into a plain word: nothing can grow then.
enum YAMLKeys {
  static func check(_ source: SourceText) throws(Diagnostic) {
    let stars = aliasStars(in: source.bytes)
    guard !stars.isEmpty else { return }
    var bytes = source.bytes
    for star in stars { bytes[star] = UInt8(ascii: "_") }
    guard let root = try YAMLTree.parse(source, text: String(decoding: bytes, as: UTF8.self)) else { return }
    try check(root, source)
  }

  /// Every `*` that could start an alias: some stand inside texts, where a change does no harm.
  private static func aliasStars(in bytes: [UInt8]) -> [Int] {
    let before = Set(" \t\n\r[]{},:-?".utf8)
    return bytes.indices.filter { index in
      bytes[index] == UInt8(ascii: "*") && (index == 0 || before.contains(bytes[index - 1]))
    }
  }

  private static func check(_ node: Node, _ source: SourceText) throws(Diagnostic) {
    switch node {
    case .scalar, .alias: return
    case .sequence(let elements): for element in elements { try check(element, source) }
    case .mapping(let members):
      for (key, value) in members {
        try checkKey(key, source)
        try check(value, source)
      }
    }
  }

  private static func checkKey(_ key: Node, _ source: SourceText) throws(Diagnostic) {
    let position = FilePosition(file: source.path, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
    guard case .scalar = key else {
      throw Diagnostic(.error, at: position, "expected a text as a key, found a list or a map")
    }
    guard source.rest(line: position.line, column: position.column).first != UInt8(ascii: "*") else {
      throw Diagnostic(.error, at: position, "expected a text as a key, found an alias")
    }
  }
}
