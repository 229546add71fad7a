import EvalCore
import OrderedJSON

/// Conversations that the requests of all providers are tested with.
enum Conversations {
  private static let search = ModelCall(
    id: "call_a", name: "search_issues", arguments: .object(["query": "login", "limit": 5]))
  private static let broken = ModelCall(
    id: "call_b", name: "issues/close", arguments: .malformed(text: "{\"n\":", reason: ""))
  private static let unknown = ModelCall(id: "call_c", name: "no such tool", arguments: .object([:]))

  /// A system prompt, two answers with calls and their results, an answer that is empty, and a second system prompt.
  static let history: [ConversationEntry] = [
    .system("You are the assistant of an issue tracker."),
    .user("Is the \"login\" broken?\nAnd the logout? 🦜 / \u{7F}"),
    .assistant(text: nil, calls: [search]),
    .result(callID: "call_a", tool: "search_issues", reply: ToolReply(text: "[{\"number\":7}]", isError: false)),
    .assistant(text: "Closing it.", calls: [broken, unknown]),
    .result(callID: "call_b", tool: "issues/close", reply: ToolReply(text: "no arguments", isError: true)),
    .result(callID: "call_c", tool: "no such tool", reply: ToolReply(text: "", isError: false)),
    .assistant(text: nil, calls: []),
    .system("Be brief."),
    .user("Thanks."),
  ]

  /// A second turn, after parallel calls one of which failed.
  static let secondTurn: [ConversationEntry] = givenBack(nil)

  /// The same, with what the provider wants back.
  static func givenBack(_ opaque: JSON?) -> [ConversationEntry] {
    [
      .user("Close what is about the login."),
      .assistant(text: "Looking.", calls: [search, broken], opaque: opaque),
      .result(callID: "call_a", tool: "search_issues", reply: ToolReply(text: "[{\"number\":7}]", isError: false)),
      .result(callID: "call_b", tool: "issues/close", reply: ToolReply(text: "no arguments", isError: true)),
    ]
  }

  static let fullSampling = Requests.sampling {
    $0.temperature = JSONNumber(uncheckedText: "0.70")
    $0.topP = JSONNumber(1)
    $0.maxOutputTokens = 512
    $0.seed = 7
    $0.parallelCalls = false
  }

  /// By the name of its fixture, every kind of request that all providers are asked.
  ///
  /// - Parameter extra: members of the provider's own.
  static func requests(_ provider: String, extra: JSONObject, opaque: JSON) -> [RequestSample] {
    let tools = Requests.tracker
    func choice(_ choice: String) -> ModelRequest { Requests.request(tools: tools, toolChoice: choice) }
    func extended(_ members: JSONObject, _ sampling: Sampling = Sampling()) -> ModelRequest {
      var sampling = sampling
      sampling.extra = [provider: members, "another": ["never": "sent"]]
      return Requests.request(tools: tools, sampling: sampling)
    }
    let requests = [
      ("plain", Requests.request()), ("tools", Requests.request(tools: tools)),
      ("history", Requests.request(history, tools: tools)),
      ("second-turn", Requests.request(secondTurn, tools: tools)),
      ("given-back", Requests.request(givenBack(opaque), tools: tools)),
      ("tool-choice-auto", choice("auto")), ("tool-choice-none", choice("none")),
      ("tool-choice-required", choice("required")), ("tool-choice-named", choice("issues/close")),
      ("sampling", Requests.request(tools: tools, sampling: fullSampling, toolChoice: "required")),
      ("sampling-without-tools", Requests.request(sampling: fullSampling, toolChoice: "required")),
      ("extra", extended(extra, fullSampling)), ("stream", extended(["stream": true])),
    ]
    return requests.map { ($0.0, $0.1, false) }
  }
}
