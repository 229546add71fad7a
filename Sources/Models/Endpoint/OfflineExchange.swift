import CurlHTTP
package import EvalCore

/// Lets requests reach this machine only (`--offline`): a local model server still answers, everything else is refused
/// before a name is looked up.
package struct OfflineExchange: Exchange {
  private let inner: any Exchange

  package init(_ inner: any Exchange) { self.inner = inner }

  package func response(to request: ExchangeRequest) async throws(EndpointFailure) -> ExchangeResponse {
    let address: CurlAddress
    do { address = try CurlAddress(request.wire.url) } catch { throw EndpointFailure(error) }
    guard address.isLoopback else { throw .offline(host: address.host) }
    return try await inner.response(to: request)
  }
}
