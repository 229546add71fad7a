import CurlHTTP
package import EvalCore
import Foundation
import OrderedJSON

/// A dialect of an API that counts the tokens of a question without answering it.
protocol CountingDialect: Dialect {
  /// The member of the answer that is the number of tokens.
  var countMember: String { get }

  /// After the base URL, with a slash at its beginning.
  func countPath(of question: Question) -> String

  /// The tools and the conversation stand in it as they do in the body of the question.
  func countBody(of question: Question) -> [UInt8]
}

extension CountingDialect {
  /// What the body of a success counts.
  func count(in body: EndpointBody, _ redactor: Redactor) throws(ErrorAnswer) -> Int {
    let json = try body.json(redactor)
    guard let tokens = json[countMember]?.tokens else {
      throw .lacks("a number of tokens in '\(countMember)'", json, redactor)
    }
    return tokens
  }
}

extension EndpointModel {
  /// The tokens of one short prompt with these tools, as the endpoint counts them without answering it; nil where its API
  /// does not count. Only differences between such numbers mean anything.
  ///
  /// - Parameter sampling: over which the model's own is laid; of it, only what it says about calls matters.
  package func promptTokens(with tools: [Tool], sampling: Sampling) async throws(EndpointFailure) -> Int? {
    guard let dialect = dialect as? any CountingDialect else { return nil }
    let asked = ModelRequest(counting: tools, of: card.name, self.sampling.map(sampling.overlaid) ?? sampling)
    let question = Question(
      model: model, request: asked, tools: try EncodedTools(tools, dialect), provider: dialect.provider)
    let exchange = exchange(
      question, at: dialect.countPath(of: question), dialect.countBody(of: question), isStream: false)
    // Counted tokens are not used ones, so they draw on no limit of tokens a minute.
    return try await paced(tokens: 0) { (turn: inout PacedTurn) async throws(Retries.Attempt) in
      let answer = try await attempt(exchange, &turn)
      do throws(ErrorAnswer) {
        return try dialect.count(in: answer.success(wire.redactor), wire.redactor)
      } catch {
        throw error.believed(unlessIn: exchange.wire.body).attempt(after: answer)
      }
    }
  }
}

extension ModelRequest {
  /// The prompt whose tokens are counted, with one list of tools and with another.
  ///
  /// Being made to call one tool counts as being made to call any: the one may be missing from the list.
  init(counting tools: [Tool], of model: String, _ sampling: Sampling) {
    let choice = sampling.toolChoice.map { ["auto", "none", "required"].contains($0) ? $0 : "required" }
    self.init(
      trial: Trial(number: 0, caseID: "tokens", variant: "tokens", model: model, repeat: 1), turn: 1,
      conversation: [.user("Hi.")], catalogue: Catalogue(tools: tools, key: "tokens"), sampling: sampling,
      toolChoice: choice)
  }
}
