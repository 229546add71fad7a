package import CurlHTTP
package import EvalCore

/// Sends one request of a trial and gives back its whole answer: every request to a model passes through one.
///
/// Exchanges stand inside one another: a ``RecordingExchange`` asks a ``BudgetExchange``, which asks the network.
package protocol Exchange: Sendable {
  /// Any HTTP status is an answer; a streamed answer comes as all bytes of its events.
  func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse
}

/// A request as it is about to be sent, and the trial that it belongs to.
package struct ExchangeRequest: Sendable {
  package let trial: Trial
  /// From 1.
  package let turn: Int
  package let wire: CurlRequest
  package let isStream: Bool
  /// What of its headers and its query a user wrote.
  package let settings: EndpointSettings
  /// Where the answer counts tokens; nil where it counts none.
  package let usage: UsageCounts?
  /// Whether nothing follows an event of the stream, though the connection may stay open.
  package let isEnd: @Sendable (StreamEvent) -> Bool

  package init(
    trial: Trial, turn: Int, wire: CurlRequest, isStream: Bool, settings: EndpointSettings = EndpointSettings(),
    usage: UsageCounts? = nil, isEnd: @escaping @Sendable (StreamEvent) -> Bool = { _ in false }
  ) {
    self.trial = trial
    self.turn = turn
    self.wire = wire
    self.isStream = isStream
    self.settings = settings
    self.usage = usage
    self.isEnd = isEnd
  }

  /// Of its body.
  var bytes: Int { wire.body?.count ?? 0 }
}

/// An answer to its last byte, before anybody asks what it means.
package struct ExchangeResponse: Sendable {
  package let status: Int
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]
  /// From the moment when the request's turn came to the last byte; the recorded ones of a replayed answer.
  package let milliseconds: Double

  package init(status: Int, headers: [(name: String, value: String)], body: [UInt8], milliseconds: Double) {
    self.status = status
    self.headers = headers
    self.body = body
    self.milliseconds = milliseconds
  }

  /// The first value of a name in any case.
  package func header(_ name: String) -> String? {
    let name = name.utf8
    return headers.first {
      $0.name.utf8.count == name.count
        && $0.name.utf8.elementsEqual(name) { $0.lowercasedASCII == $1.lowercasedASCII }
    }?.value
  }
}

extension ExchangeResponse {
  /// The wait that is asked for, by the endpoint or by the provider behind a LiteLLM gateway, which hands its headers on
  /// under names of their own.
  func waitHeader(_ name: String) -> String? { header(name) ?? header("llm_provider-\(name)") }
}
