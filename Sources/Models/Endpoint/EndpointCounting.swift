import CurlHTTP
package import EvalCore

extension EndpointModel {
  /// The tokens of one short prompt with these tools, as the endpoint counts them without answering it; nil where its API
  /// does not count. Only differences between such numbers mean anything.
  ///
  /// - Parameter sampling: over which the model's own is laid; of it, only what it says about calls matters.
  package func promptTokens(with tools: [Tool], sampling: Sampling) async throws(EndpointFailure) -> Int? {
    guard let dialect = dialect as? any CountingDialect else { return nil }
    let asked = ModelRequest(counting: tools, of: card.name, self.sampling.map(sampling.overlaid) ?? sampling)
    let question = Question(
      model: model, request: asked, tools: try EncodedTools(tools, dialect), api: dialect.name)
    let exchange = exchange(
      question, at: dialect.countPath(of: question), dialect.countBody(of: question), isStream: false)
    // Counted tokens are not used ones, so they draw on no limit of tokens a minute.
    return try await pace(tokens: 0) { (turn: inout PacedTurn) async throws(Retries.Attempt) in
      let answer = try await attempt(exchange, &turn)
      do throws(ErrorAnswer) {
        return try dialect.count(in: answer.success(wire.redactor), wire.redactor)
      } catch {
        throw error.resolve(askedWith: exchange.wire.body).attempt(after: answer)
      }
    }
  }
}

extension ModelRequest {
  /// The prompt whose tokens are counted, with one list of tools and with another.
  ///
  /// Being made to call one tool counts as being made to call any: the one may be missing from the list.
  init(counting tools: [Tool], of model: String, _ sampling: Sampling) {
    let choice = sampling.toolChoice.map { ToolChoice.isWord($0) ? $0 : ToolChoice.required.text }
    self.init(
      trial: Trial(number: 0, caseID: "tokens", variant: "tokens", model: model, repeat: 1), turn: 1,
      conversation: [.user("Hi.")], catalogue: Catalogue(tools: tools, key: "tokens"), sampling: sampling,
      toolChoice: choice)
  }
}
