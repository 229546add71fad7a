/// GitHub's Markdown with text in it: what a literal says is markup, every interpolated text becomes a code span.
///
/// In a code span nothing is a link, an image, an element, a mention, a reference to an issue, an emoji or a formula; that is
/// all that keeps text from doing something, because GitHub looks for mentions and references after escapes are resolved.
struct Markdown: ExpressibleByStringInterpolation {
  enum Piece {
    case markup(String)
    /// At most so many code points of it are shown, as a code span.
    case text(String, limit: Int)
    /// The same as a `code` element, for places where Markdown is not read.
    case element(String, limit: Int)
  }

  private(set) var pieces: [Piece]

  /// Of a text that does not say otherwise.
  static let longestText = 200

  init(stringLiteral value: String) { pieces = [.markup(value)] }

  init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  /// Takes this product's own markup as it is.
  init(markup: String) { pieces = [.markup(markup)] }

  private init(pieces: [Piece]) { self.pieces = pieces }

  static let empty = Markdown(pieces: [])

  /// This product's own words and figures, which may hold `<` and `>` but no markup.
  static func own(_ words: String) -> Markdown {
    Markdown(pieces: [
      .markup(words.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;"))
    ])
  }

  static func joined(_ parts: [Markdown], by separator: String) -> Markdown {
    Markdown(pieces: Array(parts.map(\.pieces).joined(separator: [.markup(separator)])))
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) { pieces.reserveCapacity(2 * interpolationCount + 1) }

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.markup(literal)) }
    }

    mutating func appendInterpolation(_ text: String, limit: Int = Markdown.longestText) {
      pieces.append(.text(text, limit: limit))
    }

    mutating func appendInterpolation(element text: String, limit: Int = Markdown.longestText) {
      pieces.append(.element(text, limit: limit))
    }

    mutating func appendInterpolation(own words: String) { pieces += Markdown.own(words).pieces }
    mutating func appendInterpolation(_ markdown: Markdown) { pieces += markdown.pieces }
    mutating func appendInterpolation(_ markdown: Markdown?) { pieces += markdown?.pieces ?? [] }
  }
}
