import OrderedJSON

/// A weight or colour of the terminal; never the only thing that tells two texts apart.
enum TextStyle {
  case plain, strong, faint, good, bad, open

  /// The parameter of the escape sequence that turns it on; nil for none.
  var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .bad: "31"
    case .open: "33"
    }
  }
}

/// A line of text before it is laid out; ``TerminalPage`` redacts its spans and makes them safe to print.
struct StyledText {
  var spans: [(text: String, style: TextStyle)]

  init(_ text: String, _ style: TextStyle = .plain) { spans = [(text, style)] }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.spans += right.spans
    return sum
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self.init(value) }
}

/// Characters that are safe to print, each with its style: what layout works on.
struct StyledCharacters {
  typealias Element = (character: Character, style: TextStyle)

  var elements: [Element] = []

  init(_ elements: some Sequence<Element> = []) { self.elements = Array(elements) }

  init(_ text: StyledText, redact: Redaction) {
    elements = text.spans.flatMap { span in
      redact(span.text).visible(keepsLines: false).map { ($0, span.style) }
    }
  }

  var width: Int { elements.reduce(0) { $0 + $1.character.displayWidth } }

  /// As much as fits `width` columns, with an ellipsis where something is left out.
  func clipped(to width: Int) -> StyledCharacters {
    if self.width <= width { return self }
    var clipped = prefix(width - 1)
    if width > 0 { clipped.elements.append(("…", clipped.elements.last?.style ?? .plain)) }
    return clipped
  }

  private func prefix(_ width: Int) -> StyledCharacters {
    var left = width
    return StyledCharacters(
      elements.prefix {
        left -= $0.character.displayWidth
        return left >= 0
      })
  }

  /// Lines of at most `width` columns, broken at spaces where there are any.
  func wrapped(to width: Int) -> [StyledCharacters] {
    var lines: [StyledCharacters] = []
    var line = StyledCharacters()
    for word in elements.split(separator: " ", by: \.character) {
      var word = StyledCharacters(word)
      if line.elements.isEmpty || line.width + 1 + word.width > width {
        if !line.elements.isEmpty { lines.append(line) }
        line = StyledCharacters()
      } else {
        line.elements.append((" ", word.elements.first?.style ?? .plain))
      }
      while word.width > width {
        let head = word.prefix(max(1, width))
        if head.elements.isEmpty { break }
        lines.append(head)
        word.elements.removeFirst(head.elements.count)
      }
      line.elements += word.elements
    }
    return line.elements.isEmpty ? lines : lines + [line]
  }

  /// Without white space at its end; with escape sequences only where `color` says so.
  func rendered(color: Bool) -> String {
    let end = (elements.lastIndex { $0.character != " " } ?? -1) + 1
    var text = ""
    var style = TextStyle.plain
    for element in elements[..<end] {
      if color, element.style != style {
        if style.code != nil { text += "\u{1B}[0m" }
        if let code = element.style.code { text += "\u{1B}[\(code)m" }
        style = element.style
      }
      text.append(element.character)
    }
    return style.code == nil ? text : text + "\u{1B}[0m"
  }
}

extension Array {
  fileprivate func split<Key: Equatable>(separator: Key, by key: (Element) -> Key) -> [ArraySlice<Element>] {
    split { key($0) == separator }
  }
}
