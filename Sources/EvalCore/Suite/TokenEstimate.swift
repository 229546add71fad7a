import OrderedJSON

/// Tokens as a rule of thumb: about four bytes of English or JSON each. Shown with `≈`, never charged for.
package enum TokenEstimate {
  package static func tokens(bytes: Int) -> Int { (bytes + 3) / 4 }

  /// What a list of tools costs in every prompt: names, descriptions and schemas as a model is shown them.
  package static func tokens(of tools: [Tool]) -> Int { tools.reduce(0) { $0 + tokens(of: $1) } }

  package static func tokens(of tool: Tool) -> Int {
    let shown: JSONObject = [
      "name": .string(tool.name), "description": .string(tool.description ?? ""), "parameters": tool.inputSchema,
    ]
    return tokens(bytes: JSON.object(shown).utf8Bytes.count)
  }
}
