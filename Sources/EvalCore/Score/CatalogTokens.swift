import OrderedJSON

extension ToolSet {
  /// What the list costs a model in tokens, at about four characters of compact JSON each.
  package var estimatedTokens: Int { tools.reduce(0) { $0 + $1.estimatedTokens } }
}

extension Tool {
  /// What a model is shown of the tool (name, description, parameters) in tokens, at about four characters each.
  package var estimatedTokens: Int {
    var shown: JSONObject = ["name": .string(name)]
    shown["description"] = description.map { .string($0) }
    shown["inputSchema"] = inputSchema
    return (JSON.object(shown).compact.unicodeScalars.count + 3) / 4
  }
}
