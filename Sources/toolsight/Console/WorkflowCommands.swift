/// Texts without what GitHub Actions would carry out. Its runner takes a line for a command that begins with `::` after white
/// space, or that holds `##[` anywhere (actions/runner, `ActionCommand.cs`: TryParseV2 and TryParse).
extension String {
  /// For people: the same but for a space.
  var withoutWorkflowCommands: String {
    var shown = UnicodeScalarView()
    var startsLine = true
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      shown.append(scalar)
      if scalar.endsLine {
        startsLine = true
      } else if startsLine, scalar == ":", rest.first == ":" {
        shown.append(" ")
        startsLine = false
      } else if !scalar.isBlank {
        startsLine = false
      }
      if scalar == "#", rest.first == "[", shown.dropLast().last == "#" { shown.append(" ") }
    }
    return String(shown)
  }

  /// For JSON, where both can only stand in strings: the same values.
  var withEscapedWorkflowCommands: String { replacing("::", by: ":\\u003a").withEscapedOldCommands }

  /// For JSON, and for YAML whose strings stand in double quotes where they hold one.
  var withEscapedOldCommands: String { replacing("##[", by: "##\\u005b") }

  /// Byte by byte: an accent behind it makes another character of the last one, and the same for who reads bytes.
  private func replacing(_ ascii: StaticString, by escaped: StaticString) -> String {
    let (old, new) = (Array("\(ascii)".utf8), Array("\(escaped)".utf8))
    var shown: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.first {
      let isFound = rest.starts(with: old)
      if isFound { shown += new } else { shown.append(byte) }
      rest = rest.dropFirst(isFound ? old.count : 1)
    }
    return String(decoding: shown, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  fileprivate var endsLine: Bool { ["\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}"].contains(self) }

  /// What a reader of lines may leave out at their beginning.
  fileprivate var isBlank: Bool { properties.isWhitespace || properties.isDefaultIgnorableCodePoint }
}
