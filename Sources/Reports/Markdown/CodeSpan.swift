/// A text as something that Markdown shows letter by letter.
enum CodeSpan {
  /// In runs of more backticks than this they are written as `\u{60}`: parsers read no span whose fence is very long.
  private static let longestFence = 2

  /// - Parameters:
  ///   - text: on one line, nothing in it hidden.
  ///   - inTable: where a bar has to be escaped, in a span too.
  static func markdown(_ text: String, inTable: Bool) -> String {
    if text.isEmpty { return "–" }
    var content = inTable ? withoutBars(text) : text
    var longest = content.longestRun(of: "`")
    if longest > longestFence {
      content = content.replacing("`", with: "\\u{60}")
      longest = 0
    }
    let fence = String(repeating: "`", count: longest + 1)
    let touches = ["`", " "].contains { content.hasPrefix($0) || content.hasSuffix($0) }
    return touches ? "\(fence) \(content) \(fence)" : "\(fence)\(content)\(fence)"
  }

  /// A bar is escaped by a backslash, but after a backslash of the text that would escape the backslash.
  private static func withoutBars(_ text: String) -> String {
    guard text.contains("|") else { return text }
    var shown = ""
    var previous: Character = " "
    for character in text {
      if character != "|" { shown.append(character) } else { shown += previous == "\\" ? "\\u{7C}" : "\\|" }
      previous = character
    }
    return shown
  }

  /// As an element of HTML, for the places where Markdown is not read.
  static func element(_ text: String) -> String {
    var shown = "<code>"
    for character in text.unicodeScalars {
      switch character {
      case "<": shown += "&lt;"
      case ">": shown += "&gt;"
      case "&": shown += "&amp;"
      case "\"": shown += "&quot;"
      default: shown.unicodeScalars.append(character)
      }
    }
    return shown + "</code>"
  }
}

extension String {
  fileprivate func longestRun(of scalar: Unicode.Scalar) -> Int {
    var (longest, run) = (0, 0)
    for other in unicodeScalars {
      run = other == scalar ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
