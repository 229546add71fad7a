import CurlHTTP
import EvalCore
import Synchronization

/// The pacing of all endpoints of a run, by scheme, host and port.
package final class RunPacing: Sendable {
  /// Grows while models are opened, read by the progress line; hence the lock.
  private let endpoints = Mutex<[(scheme: String, name: String, pacing: EndpointPacing)]>([])
  private let clock: PaceClock

  package init(clock: PaceClock = .continuous) { self.clock = clock }

  /// - Parameter url: any URL of the endpoint.
  package func pacer(for url: String, _ limits: PaceLimits) -> Pacer {
    let address = try? CurlAddress(url)
    let (scheme, name) = (address?.scheme ?? "", address.map { "\($0.host):\($0.port)" } ?? url)
    return endpoints.withLock { endpoints in
      if let known = endpoints.first(where: { ($0.scheme, $0.name) == (scheme, name) }) {
        return known.pacing.pacer(limits)
      }
      let pacing = EndpointPacing(clock: clock)
      endpoints.append((scheme, name, pacing))
      return pacing.pacer(limits)
    }
  }

  /// What a progress line says of the endpoints that are not well, each with its host and port; nil where all are.
  package var remark: String? {
    let remarks = endpoints.withLock(\.self).compactMap { endpoint in
      endpoint.pacing.standing.remark.map { "\(endpoint.name): \($0)" }
    }
    return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
  }
}
