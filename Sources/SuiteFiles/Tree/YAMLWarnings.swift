import EvalCore

extension YAMLTree {
  /// The most digits that every reader of numbers keeps.
  private static let mostDigits = 15

  func warnAboutNumber(_ text: String, _ position: FilePosition) {
    let isHexadecimal = text.hasPrefix("0x")
    let hasExponent = !isHexadecimal && text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
    guard hasExponent || text.count(where: \.isHexDigit) > Self.mostDigits else { return }
    let reason = hasExponent ? "with an exponent" : "of more than \(Self.mostDigits) digits"
    complaints.warning(
      at: position, "'\(text.excerpt)' is a number \(reason)", fix: "quote it if it is text: \"\(text.excerpt)\"")
  }

  /// Warns where a `#` that looks like part of a text (`issue #7`) ended a plain scalar as a comment.
  func warnAboutComment(after text: String, _ position: FilePosition) {
    guard let (rest, line) = restBehind(text, position) else { return }
    let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 }
    let comment = rest[blanks.endIndex...]
    guard comment.first == UInt8(ascii: "#"), let next = comment.dropFirst().first,
      ![0x20, 0x09, 0x0D, UInt8(ascii: "#")].contains(next)
    else { return }
    let hash = source.position(ofByte: comment.startIndex)
    complaints.warning(
      at: FilePosition(file: position.file, line: line, column: hash.column),
      "the text ends before '#', which starts a comment", fix: "quote the whole text")
  }

  /// What follows a plain scalar on the line where it ends, which is found by reading it again line by line.
  private func restBehind(_ text: String, _ position: FilePosition) -> (rest: ArraySlice<UInt8>, line: Int)? {
    var left = Array(text.utf8)[...]
    var line = position.line
    var rest = source.rest(line: line, column: position.column)
    while true {
      if rest.starts(with: left) { return (rest[(rest.startIndex + left.count)...], line) }
      let end = rest.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }.map { $0 + 1 } ?? rest.startIndex
      guard left.starts(with: rest[..<end]), line < source.lineCount else { return nil }
      left = left.dropFirst(end - rest.startIndex).drop { $0 == 0x20 || $0 == 0x0A }
      line += 1
      rest = source.line(line).drop { $0 == 0x20 || $0 == 0x09 }
    }
  }
}
