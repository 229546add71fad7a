import EvalCore

extension EndpointModel {
  /// The lexical model behind its own endpoint.
  static func lexical(name: String, url: String, wire: EndpointWire) -> EndpointModel {
    let card = ModelCard(
      name: name, isDeterministic: true, givesArguments: false,
      note: "BM25 over names, descriptions and parameters: not a language model, gives no arguments, judged by tools")
    let access = EndpointAccess(baseURL: url)
    let quirks = EndpointQuirks(access, model: "lexical", EndpointSettings())
    // Our own endpoint takes names as they are.
    return EndpointModel(
      card: card, model: "lexical", dialect: ChatCompletions(quirks, limits: ToolLimits()), access: access, wire: wire)
  }
}
