/// Markup with text in it: what a literal says is markup, everything interpolated is text.
///
/// Text is redacted, bounded, made visible and escaped when an ``HTMLWriter`` writes it, so that no page can forget it.
/// It may stand in content and in quoted attributes.
struct HTML: ExpressibleByStringInterpolation {
  enum Piece {
    case markup(String)
    /// At most so many code points of it are shown.
    case text(String, limit: Int)
    /// The id of a case's row, see ``Swift/String/anchor``.
    case anchor(String)
  }

  private(set) var pieces: [Piece]

  /// Of a text that does not say otherwise.
  static let longestText = 2_000

  init(stringLiteral value: String) { pieces = [.markup(value)] }

  init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  init(_ parts: some Sequence<HTML>) { pieces = parts.flatMap(\.pieces) }

  /// Takes this product's own style and script as they are.
  init(markup: String) { pieces = [.markup(markup)] }

  static let empty = HTML([])

  var isEmpty: Bool { pieces.isEmpty }

  static func += (left: inout HTML, right: HTML) { left.pieces += right.pieces }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) { pieces.reserveCapacity(2 * interpolationCount + 1) }

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.markup(literal)) }
    }

    mutating func appendInterpolation(_ text: String, limit: Int = HTML.longestText) {
      pieces.append(.text(text, limit: limit))
    }

    /// Where a case's row is, for an id or behind the `#` of a link.
    mutating func appendInterpolation(anchorOf caseID: String) { pieces.append(.anchor(caseID)) }

    mutating func appendInterpolation(_ number: Int) { pieces.append(.markup(String(number))) }
    mutating func appendInterpolation(_ html: HTML) { pieces += html.pieces }
    mutating func appendInterpolation(_ html: HTML?) { pieces += html?.pieces ?? [] }
    mutating func appendInterpolation(_ parts: [HTML]) { pieces += parts.flatMap(\.pieces) }
  }
}
