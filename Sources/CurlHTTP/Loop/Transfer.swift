/// One request on its way, from the caller's hand to the loop and back.
///
/// Unchecked because every variable is the loop's alone: the caller sets ``delivery`` before it posts the transfer, and
/// the inbox's lock stands between the two.
final class Transfer: @unchecked Sendable {
  enum Phase {
    case new
    case waiting
    case running(EasyHandle)
    case ended
  }

  enum Delivery {
    case none
    case whole(CheckedContinuation<Result<CurlResponse, CurlFailure>, Never>)
    case head(CheckedContinuation<Result<CurlHead, CurlFailure>, Never>, StreamBuffer)
    case stream(StreamBuffer)
  }

  let request: PreparedRequest
  var phase = Phase.new
  var delivery = Delivery.none
  /// Where it waits or runs, from ``TransferScheduler``.
  var hostQueue: TransferScheduler.HostQueue?
  /// The neighbours in a ``TransferQueue``.
  var next: Transfer?
  unowned(unsafe) var previous: Transfer?

  private(set) var head = HeadReader()
  private(set) var body: [UInt8] = []
  private var received = 0
  /// Why a callback made libcurl stop.
  private(set) var refusal: CurlFailure.Code?
  /// Whether libcurl holds the next bytes back until the reader has room.
  var isPaused = false
  /// When the server was last heard, for a stream with an idle limit.
  var lastHeard: ContinuousClock.Instant?

  init(_ request: PreparedRequest) { self.request = request }

  /// Takes a header line; false to stop the transfer.
  func receive(header line: UnsafeRawBufferPointer) -> Bool {
    hear()
    guard case .running(let easy) = phase else { return false }
    switch head.read(line, status: { easy.status }) {
    case .open: return true
    case .tooLarge: return refuse(.tooLarge)
    case .ended:
      if case .head(let caller, let buffer) = delivery {
        delivery = .stream(buffer)
        caller.resume(returning: .success(CurlHead(easy, lines: head.lines)))
      }
      return true
    }
  }

  enum BodyProgress { case taken, paused, stopped }

  func receive(body bytes: UnsafeRawBufferPointer) -> BodyProgress {
    hear()
    guard bytes.count <= request.responseLimit - received else {
      _ = refuse(.tooLarge)
      return .stopped
    }
    if case .stream(let buffer) = delivery {
      isPaused = !buffer.offer(bytes)
      if isPaused { return .paused }
    } else {
      if body.isEmpty { reserveBody() }
      body.append(contentsOf: bytes)
    }
    received += bytes.count
    return .taken
  }

  /// Gives the caller the whole response, or a stream its end.
  func succeed(_ easy: EasyHandle) {
    switch delivery {
    case .whole(let caller):
      let response = CurlResponse(head: CurlHead(easy, lines: head.lines), body: body, totalTime: easy.totalTime)
      caller.resume(returning: .success(response))
    case .stream(let buffer): buffer.finish(.success(()))
    case .head: fail(CurlFailure(.protocolViolation, at: request.address))
    case .none: break
    }
    end()
  }

  func fail(_ failure: CurlFailure) {
    switch delivery {
    case .whole(let caller): caller.resume(returning: .failure(failure))
    case .head(let caller, let buffer):
      buffer.finish(.failure(failure))
      caller.resume(returning: .failure(failure))
    case .stream(let buffer): buffer.finish(.failure(failure))
    case .none: break
    }
    end()
  }

  func fail(_ code: CurlFailure.Code) { fail(CurlFailure(code, at: request.address)) }

  /// Makes room for what the head announced, within reason: a hostile length must not cost memory before the bytes come.
  private func reserveBody() {
    guard case .running(let easy) = phase, let length = easy.announcedLength else { return }
    body.reserveCapacity(min(length, request.responseLimit, 1 << 20))
  }

  private func end() {
    (phase, delivery, body) = (.ended, .none, [])
  }

  private func refuse(_ code: CurlFailure.Code) -> Bool {
    refusal = code
    return false
  }

  private func hear() {
    if lastHeard != nil { lastHeard = .now }
  }
}
