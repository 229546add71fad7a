import OrderedJSON

/// The error of somebody else that an endpoint wraps into a sentence of its own: LiteLLM's classes and the name of who is behind it
/// (`litellm.BadRequestError: GroqException - {…}`), LM Studio's engine, or a body that is passed on as text.
struct RelayedError {
  /// Who is behind it, as the sentence names it; nil where it does not.
  private(set) var provider: String?
  let text: String

  /// Nil where nothing is wrapped.
  init?(_ sentence: String) {
    var rest = Self.withoutTrailer(sentence)[...]
    while let found = rest.prefixMatch(of: #/(?:litellm\.)?[A-Za-z]+Error: */#) {
      rest = rest[found.range.upperBound...]
    }
    if let found = rest.prefixMatch(of: #/([A-Za-z_]+?)(?:Exception|Error)(?:: [A-Za-z ]+)? - /#) {
      provider = String(found.1)
      rest = rest[found.range.upperBound...]
    }
    for prefix in [#/Error code: [0-9]{3} - /#, #/Engine protocol predict stream returned an error: */#] {
      if let found = rest.prefixMatch(of: prefix) { rest = rest[found.range.upperBound...] }
    }
    // The bytes of a body as Python prints them.
    if let found = rest.wholeMatch(of: #/b(['"])(?s:(.*))\1/#) { rest = found.2 }
    guard rest.count < sentence.count || rest.hasPrefix("{") else { return nil }
    text = String(rest)
  }

  var json: JSON? { text.hasPrefix("{") ? try? JSON(parsing: Array(text.utf8)) : nil }

  /// LiteLLM says last which of its deployments failed.
  private static func withoutTrailer(_ sentence: String) -> String {
    let trailers = [
      "\n\nLiteLLM: model group ", "\nmodel=", "\nReceived Model Group=", " Received Model Group=",
      // 1.110, of errors that it gives a class of its own.
      " Handle with `litellm.",
    ]
    let start = trailers.compactMap { sentence.firstRange(of: $0)?.lowerBound }.min() ?? sentence.endIndex
    let rest = sentence[..<start]
    return String(start < sentence.endIndex && rest.hasSuffix(".") ? rest.dropLast() : rest)
  }
}
