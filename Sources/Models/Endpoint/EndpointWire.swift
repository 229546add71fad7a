package import CurlHTTP

/// What all models of a run ask their endpoints with.
package struct EndpointWire: Sendable {
  package let client: CurlClient
  package let retries: Retries
  package let limits: EndpointLimits
  /// Takes keys out of what endpoints say.
  package let redactor: Redactor

  package init(
    client: CurlClient, retries: Retries = Retries(), limits: EndpointLimits = EndpointLimits(), redactor: Redactor
  ) {
    self.client = client
    self.retries = retries
    self.limits = limits
    self.redactor = redactor
  }
}

/// What one request to an endpoint may take.
package struct EndpointLimits: Sendable {
  /// For a request, from the moment when its turn comes to the answer's last byte.
  package var timeout: Duration

  package init(timeout: Duration = .seconds(120)) { self.timeout = timeout }
}
