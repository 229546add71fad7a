import OrderedJSON

/// Tokens as a rule of thumb: about four characters of English or JSON each. Shown with `≈`, never charged for.
package enum TokenEstimate {
  package static func tokens(bytes: Int) -> Int { (bytes + 3) / 4 }
}

extension ToolSet {
  /// What the list costs a model in every prompt, in estimated tokens.
  package var estimatedTokens: Int { tools.reduce(0) { $0 + $1.estimatedTokens } }
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
