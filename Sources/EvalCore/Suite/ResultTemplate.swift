package import OrderedJSON

/// A text with places for a call's arguments: `Hello {{name}}`, `{{address.city}}`, `{{labels.0}}`; it has no logic.
package struct ResultTemplate: Sendable, Hashable {
  private enum Piece: Sendable, Hashable {
    case text(String)
    case argument([String])
  }

  /// An argument that the text names, and where its name stands, in Unicode scalars from the start.
  package struct Mention: Sendable, Hashable {
    package let name: String
    package let offset: Int
  }

  /// What is no name between braces, and where.
  package struct Refusal: Sendable, Hashable {
    package let offset: Int
    package let message: String
    package let fix: String?
  }

  package let text: String
  package private(set) var mentions: [Mention] = []
  /// Empty for a template that can be filled.
  package private(set) var refusals: [Refusal] = []
  private var pieces: [Piece] = []

  package init(_ text: String) {
    self.text = text
    let scalars = Array(text.unicodeScalars)
    var rest = 0
    while let open = Self.first("{", in: scalars, from: rest) {
      keep(scalars[rest..<open])
      guard let close = Self.first("}", in: scalars, from: open + 2) else {
        refusals.append(Refusal(offset: open, message: "expected '}}' after '{{'", fix: nil))
        return
      }
      name(scalars, open + 2..<close)
      rest = close + 2
    }
    keep(scalars[rest...])
  }

  /// Where two of the same brace stand.
  private static func first(_ brace: Unicode.Scalar, in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard start + 1 < scalars.count else { return nil }
    return (start..<scalars.count - 1).first { scalars[$0] == brace && scalars[$0 + 1] == brace }
  }

  private mutating func keep(_ scalars: ArraySlice<Unicode.Scalar>) {
    guard !scalars.isEmpty else { return }
    pieces.append(.text(String(String.UnicodeScalarView(scalars))))
  }

  private mutating func name(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
    let isBlank: (Int) -> Bool = { scalars[$0].properties.isWhitespace }
    guard let start = range.first(where: { !isBlank($0) }), let end = range.last(where: { !isBlank($0) }) else {
      refusals.append(
        Refusal(offset: range.lowerBound, message: "expected the name of an argument in '{{}}'", fix: nil))
      return
    }
    let name = String(String.UnicodeScalarView(scalars[start...end]))
    let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !path.contains(""), !Self.marks.contains(scalars[start]) else {
      refusals.append(
        Refusal(
          offset: start, message: "expected the name of an argument, found '{{\(name.excerpt())}}'",
          fix: "a template has no logic: write {{name}}, or choose among results with '~when'"))
      return
    }
    mentions.append(Mention(name: path[0], offset: start))
    pieces.append(.argument(path))
  }

  /// With which Mustache begins what is more than a name.
  private static let marks: [Unicode.Scalar] = ["#", "^", "/", "!", ">", "&", "=", "{"]

  /// The text with a call's arguments in it: a missing one or null leaves nothing, and a list or an object its JSON.
  package func filled(with arguments: JSONObject) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let part): text += part
      case .argument(let path): text += Self.words(Self.value(at: path, in: arguments))
      }
    }
  }

  private static func value(at path: [String], in arguments: JSONObject) -> JSON? {
    path.reduce(JSON?.some(.object(arguments))) { value, step in
      value?[step] ?? Int(step).flatMap { value?[$0] }
    }
  }

  private static func words(_ value: JSON?) -> String {
    guard let value, !value.isNull else { return "" }
    return value.stringValue ?? value.compact
  }
}
