import OrderedJSON

/// What a server says in `WWW-Authenticate` of how to be let in with a token (RFC 9110, section 11.6.1; RFC 6750, section 3).
struct BearerChallenge: Sendable, Equatable {
  /// By name in lower case; of one that is repeated, the first.
  private let parameters: [String: String]

  /// The scopes that are wanted.
  var scopes: [String] { parameters["scope"]?.split(separator: " ").map(String.init) ?? [] }
  /// The URL of the protected resource's metadata.
  var metadata: String? { parameters["resource_metadata"] }
  /// Whether the token was right, and only not enough.
  var wantsMoreScope: Bool { parameters["error"] == "insufficient_scope" }

  /// The first challenge of the scheme in these values of the header; nil where there is none.
  init?(_ values: [String]) {
    for value in values where value.utf8.count <= 16_384 {
      var words = ChallengeWords(value)
      if let parameters = words.parameters(of: "bearer") {
        self.parameters = parameters
        return
      }
    }
    return nil
  }
}

/// Reads a header of challenges word by word: `Scheme name=value, name="value", Scheme …`.
private struct ChallengeWords {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = text[...].unicodeScalars }

  mutating func parameters(of scheme: String) -> [String: String]? {
    var found: [String: String]?
    var current = ""
    while let word = nextToken() {
      guard let value = valueOfParameter() else {
        if found != nil { break }
        current = word.lowercased()
        if current == scheme { found = [:] }
        continue
      }
      if current == scheme, found?[word.lowercased()] == nil { found?[word.lowercased()] = value }
    }
    return found
  }

  private mutating func nextToken() -> String? {
    rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," || $0 == "=" || $0 == "\"" }
    let token = rest.prefix { !" \t,=\"".unicodeScalars.contains($0) }
    rest = rest[token.endIndex...]
    return token.isEmpty ? nil : String(token)
  }

  /// Nil where no '=' follows.
  private mutating func valueOfParameter() -> String? {
    let ahead = rest.drop { $0 == " " || $0 == "\t" }
    guard ahead.first == "=" else { return nil }
    rest = ahead.dropFirst().drop { $0 == " " || $0 == "\t" }
    guard rest.first == "\"" else {
      let token = rest.prefix { $0 != "," && $0 != " " && $0 != "\t" }
      rest = rest[token.endIndex...]
      return String(token)
    }
    rest.removeFirst()
    return quoted()
  }

  /// Up to the closing quote, which is taken as read where it is missing.
  private mutating func quoted() -> String {
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != "\"" {
      if scalar == "\\", let escaped = rest.popFirst() { text.append(escaped) } else { text.append(scalar) }
    }
    return String(text)
  }
}
