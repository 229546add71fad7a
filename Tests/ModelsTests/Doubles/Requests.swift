import EvalCore
import OrderedJSON

@testable import Models

/// Tools and requests that several tests share.
enum Requests {
  static func tool(_ json: JSON) -> Tool {
    guard let tool = json.objectValue.flatMap(Tool.init) else { preconditionFailure("the sample is no tool: \(json)") }
    return tool
  }

  static let tracker = [
    tool([
      "name": "search_issues", "title": "Search", "description": "Find issues by words in title or body.",
      "inputSchema": [
        "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
        "properties": [
          "query": ["type": "string", "description": "Words to look for"],
          "limit": ["type": "integer", "maximum": 1.0, "x-mcp-header": "Limit"],
        ],
        "required": ["query"],
      ],
    ]),
    tool(["name": "issues/close", "description": "Closes an issue.", "inputSchema": ["type": "object"]]),
    tool(["name": "ping"]),
  ]

  static func catalogue(_ tools: [Tool]) -> Catalogue {
    Catalogue(tools: tools, key: tools.map(\.name).joined(separator: " "))
  }

  static func request(
    _ conversation: [ConversationEntry] = [.user("Is the login broken?")], tools: [Tool] = [],
    sampling: Sampling = Sampling(),
    toolChoice: String? = nil, names: NameMap = NameMap(),
    trial: Trial = Trial(number: 0, caseID: "c", variant: "v", model: "m", repeat: 1),
    turn: Int = 1
  ) -> ModelRequest {
    ModelRequest(
      trial: trial, turn: turn, conversation: conversation, catalogue: catalogue(tools), sampling: sampling,
      toolChoice: toolChoice, names: names)
  }

  static func sampling(_ change: (inout Sampling) -> Void) -> Sampling {
    var sampling = Sampling()
    change(&sampling)
    return sampling
  }

  /// The body that a provider's dialect makes of a request.
  static func body(
    _ provider: Provider, _ request: ModelRequest, model: String = "m-1", isVendorsOwn: Bool = false
  ) throws -> [UInt8] {
    let dialect = provider.dialect(at: EndpointAccess(baseURL: "https://x", isVendorsOwn: isVendorsOwn))
    return try dialect.body(
      of: Question(
        model: model, request: request, tools: EncodedTools(request.catalogue.tools, dialect), api: dialect.name))
  }
}
