/// An HTTP client on libcurl: connections are kept and shared, requests beyond the concurrency wait their turn, and a
/// cancelled task cancels its transfer.
///
/// A stream keeps its turn until it has ended or was let go, so `maxConcurrent` open streams leave no room for requests.
package final class CurlClient: Sendable {
  private let loop: EventLoop
  private let responseLimit: Int

  /// - Parameters:
  ///   - maxConcurrent: requests under way at a time, and the most connections that are kept.
  ///   - maxConcurrentPerHost: the same for one scheme, host and port; nil for `maxConcurrent`. A server of HTTP/2 carries
  ///     about 100 on one connection; each one more opens another.
  ///   - responseLimit: bytes of decoded body, where the request does not say otherwise.
  ///   - certificateAuthorityFile: a PEM file of the only authorities to trust; nil for the system's.
  package init(
    maxConcurrent: Int = 64, maxConcurrentPerHost: Int? = nil, responseLimit: Int = 64 << 20,
    certificateAuthorityFile: String? = nil
  ) {
    self.responseLimit = responseLimit
    loop = EventLoop(
      concurrency: maxConcurrent, concurrencyPerHost: maxConcurrentPerHost ?? maxConcurrent,
      settings: TransferSettings(certificateAuthorityFile: certificateAuthorityFile))
  }

  deinit { loop.closeSoon() }

  /// The whole response, whatever its status.
  package func send(_ request: CurlRequest) async throws(CurlFailure) -> CurlResponse {
    var request = request
    var elapsed = Duration.zero
    while true {
      let transfer = Transfer(try PreparedRequest(request, defaultLimit: responseLimit))
      let response = try await run(transfer) { .whole($0) }.get()
      elapsed += response.totalTime
      guard let next = request.following(response.head, after: response.totalTime) else {
        return CurlResponse(head: response.head, body: response.body, totalTime: elapsed)
      }
      request = next
    }
  }

  /// The head of the response, as soon as it is there, and its body as it comes.
  package func stream(_ request: CurlRequest) async throws(CurlFailure) -> CurlStream {
    var request = request
    while true {
      let transfer = Transfer(try PreparedRequest(request, defaultLimit: responseLimit))
      let buffer = StreamBuffer()
      let head = try await run(transfer) { .head($0, buffer) }.get()
      // Letting go of a stream ends its transfer.
      let stream = CurlStream(head, transfer, buffer, loop, client: self)
      guard let next = request.following(head, after: head.timeToFirstByte) else { return stream }
      request = next
    }
  }

  /// Ends what is under way with ``CurlFailure/Code/shutDown`` and frees all connections; again is harmless.
  package func shutdown() async { await loop.close() }

  private func run<Value: Sendable>(
    _ transfer: Transfer,
    _ delivery: (CheckedContinuation<Result<Value, CurlFailure>, Never>) -> Transfer.Delivery
  ) async -> Result<Value, CurlFailure> {
    await withTaskCancellationHandler {
      await withCheckedContinuation { caller in
        transfer.delivery = delivery(caller)
        if !loop.post(.start(transfer)) { transfer.fail(.shutDown) }
      }
    } onCancel: {
      loop.post(.cancel(transfer))
    }
  }
}
