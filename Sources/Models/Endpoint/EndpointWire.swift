import EvalCore

/// What all models of a run ask their endpoints with.
package struct EndpointWire: Sendable {
  let exchange: any Exchange
  let retries: Retries
  let limits: EndpointLimits
  /// Nil where nothing is waited for, such as a recording.
  let pacing: RunPacing?
  /// Takes keys out of what endpoints say.
  let redactor: Redactor

  package init(
    exchange: any Exchange, retries: Retries = Retries(), limits: EndpointLimits = EndpointLimits(),
    pacing: RunPacing? = nil, redactor: Redactor
  ) {
    self.exchange = exchange
    self.retries = retries
    self.limits = limits
    self.pacing = pacing
    self.redactor = redactor
  }

  /// Sends a request's bytes and takes the answer's. Every request of every provider goes through here, once for each
  /// attempt; nothing else in this target asks a model's endpoint.
  func answer(to request: ExchangeRequest) async throws(EndpointFailure) -> EndpointAnswer {
    try EndpointAnswer(try await exchange.response(to: request), isEnd: request.isEnd)
  }
}

/// What one request to an endpoint may take.
package struct EndpointLimits: Sendable {
  /// For a request, from the moment when its turn comes to the answer's last byte.
  package var timeout: Duration
  /// Requests of one model under way at a time, at most.
  package var concurrency: Int

  package init(timeout: Duration = .seconds(120), concurrency: Int = 16) {
    self.timeout = timeout
    self.concurrency = concurrency
  }
}
