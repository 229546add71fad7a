import OrderedJSON

/// Tokens as a rule of thumb: about four characters of English or JSON each. Shown with `≈`, never charged for.
package enum TokenEstimate {
  package static func tokens(bytes: Int) -> Int { (bytes + 3) / 4 }
  package static func tokens(of text: String) -> Int { tokens(bytes: text.utf8.count) }
}

extension ToolSet {
  /// What the list costs a model in every prompt, in estimated tokens.
  package var estimatedTokens: Int { tools.estimatedTokens }
}

extension [Tool] {
  package var estimatedTokens: Int { reduce(0) { $0 + $1.estimatedTokens } }
}

extension Tool {
  /// What a model is shown of the tool (name, description, parameters), in estimated tokens.
  package var estimatedTokens: Int {
    var shown: JSONObject = ["name": .string(name)]
    shown["description"] = description.map { .string($0) }
    shown["inputSchema"] = inputSchema
    return (JSON.object(shown).compact.unicodeScalars.count + 3) / 4
  }
}

extension Message {
  /// What a written message costs a model whenever it is sent, in estimated tokens.
  package var estimatedTokens: Int {
    switch self {
    case .system(let text), .user(let text): TokenEstimate.tokens(of: text)
    case .assistant(let text, let calls):
      calls.reduce(TokenEstimate.tokens(of: text ?? "")) {
        $0 + TokenEstimate.tokens(of: $1.tool) + TokenEstimate.tokens(of: JSON.object($1.arguments).compact)
      }
    case .tool(let results):
      results.reduce(0) { $0 + TokenEstimate.tokens(of: $1.tool) + $1.result.estimatedTokens }
    }
  }
}

extension CannedResult {
  /// In estimated tokens; where the arguments decide, of the longest; of what is not canned, a template's text alone.
  package var estimatedTokens: Int {
    switch self {
    case .value(let value): TokenEstimate.tokens(of: value.stringValue ?? value.compact)
    case .verbatim(let result): TokenEstimate.tokens(of: JSON.object(result).compact)
    case .when(let choices, let otherwise):
      choices.map(\.result.estimatedTokens).reduce(otherwise.estimatedTokens, max)
    case .live(let execution):
      if case .template(let template) = execution.kind { TokenEstimate.tokens(of: template.text) } else { 0 }
    }
  }
}
