package import OrderedJSON

/// One MCP tool exactly as its server listed it, with typed views of the fields that this product reads.
package struct Tool: Sendable, Hashable {
  /// The tool object verbatim: key order, unknown fields and number spelling.
  package let json: JSONObject
  package let name: String

  /// Nil where the object has no string called `name`.
  package init?(_ json: JSONObject) {
    guard let name = json["name"]?.stringValue else { return nil }
    self.json = json
    self.name = name
  }

  package var description: String? { json["description"]?.stringValue }
  package var title: String? { json["title"]?.stringValue ?? json["annotations"]?["title"]?.stringValue }

  /// The schema of the arguments, nil where the server listed none.
  package var declaredInputSchema: JSON? { json["inputSchema"] }

  /// The schema that is served: an absent one stands for any object.
  package var inputSchema: JSON { declaredInputSchema ?? ["type": "object"] }
  package var outputSchema: JSON? { json["outputSchema"].flatMap { $0.isNull ? Optional.none : $0 } }

  /// The declared parameters in their order: the members of `inputSchema.properties`.
  package var parameters: JSONObject { inputSchema["properties"]?.objectValue ?? [:] }
}

/// The tools that a server offers, as its `tools/list` result stood in a file or on the wire.
package struct ToolSet: Sendable, Hashable {
  package var tools: [Tool]
  /// The server's own `instructions`, which a suite may put into the system prompt.
  package var instructions: String?
  /// The server's own `serverInfo`, verbatim.
  package var serverInfo: JSON?

  package init(tools: [Tool], instructions: String? = nil, serverInfo: JSON? = nil) {
    self.tools = tools
    self.instructions = instructions
    self.serverInfo = serverInfo
  }

  package subscript(name: String) -> Tool? { tools.first { $0.name == name } }
}
