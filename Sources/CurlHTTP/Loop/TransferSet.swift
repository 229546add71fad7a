import CCurl
import Foundation

/// The transfers that wait, run and end; the loop's alone.
final class TransferSet {
  private let multi: UnsafeMutableRawPointer
  private let settings: TransferSettings
  private var scheduler: TransferScheduler
  private var running: [ObjectIdentifier: Transfer] = [:]
  private var spareHandles: [EasyHandle] = []
  /// No stream's idle limit can be over before this moment; nil where no stream has one.
  private var nextIdleCheck: ContinuousClock.Instant?

  init(_ multi: UnsafeMutableRawPointer, _ scheduler: TransferScheduler, _ settings: TransferSettings) {
    self.multi = multi
    self.scheduler = scheduler
    self.settings = settings
  }

  func obey(_ command: EventLoop.Command) {
    switch command {
    case .start(let transfer): admit(transfer)
    case .cancel(let transfer): end(transfer, .cancelled)
    case .resume(let transfer): resume(transfer)
    }
  }

  /// Starts what may start, moves all bytes that can move, and hands over what is done.
  func advance() {
    while let transfer = scheduler.next() { start(transfer) }
    var count: Int32 = 0
    curl_multi_perform(multi, &count)
    handOver()
    endIdleStreams()
  }

  /// Waits for a byte, a wake-up or a time limit; not at all when there is room for the next transfer.
  func sleep() {
    if scheduler.hasNext { return }
    var milliseconds: Int32 = 60_000
    if let nextIdleCheck {
      let wait = ContinuousClock.now.duration(to: nextIdleCheck) / .milliseconds(1)
      milliseconds = Int32(min(60_000, max(0, wait.rounded(.up))))
    }
    curl_multi_poll(multi, nil, 0, milliseconds, nil)
  }

  /// Ends what runs and what waits, because the client shuts down.
  func endAll() {
    for transfer in scheduler.drain() { transfer.fail(.shutDown) }
    for transfer in Array(running.values) { end(transfer, .shutDown) }
    spareHandles = []
  }

  private func admit(_ transfer: Transfer) {
    // A cancel may come before the start.
    if case .ended = transfer.phase { return transfer.fail(.cancelled) }
    transfer.phase = .waiting
    scheduler.enter(transfer)
  }

  private func start(_ transfer: Transfer) {
    guard let easy = spareHandles.popLast() ?? EasyHandle() else { return refuse(transfer, CURLE_OUT_OF_MEMORY) }
    let code = easy.configure(for: transfer, settings)
    guard code == CURLE_OK else { return refuse(transfer, code) }
    transfer.phase = .running(easy)
    running[ObjectIdentifier(transfer)] = transfer
    if case .head = transfer.delivery { watchIdle(transfer) }
    let added = curl_multi_add_handle(multi, easy.pointer)
    if added != CURLM_OK { end(transfer, .resources) }
  }

  private func refuse(_ transfer: Transfer, _ code: CURLcode) {
    scheduler.leave(transfer)
    transfer.fail(
      CurlFailure(
        .resources, at: transfer.request.address, curlCode: Int(code.rawValue),
        curlMessage: String(cString: curl_easy_strerror(code))))
  }

  private func resume(_ transfer: Transfer) {
    guard case .running(let easy) = transfer.phase else { return }
    transfer.isPaused = false
    if transfer.lastHeard != nil { watchIdle(transfer) }
    let code = curl_easy_pause(easy.pointer, CURLPAUSE_CONT)
    // The bytes held back are delivered by this call, and a refusal of them is told to nobody else.
    if code != CURLE_OK { hand(over: transfer, easy, code) }
  }

  /// Ends a transfer from outside libcurl, at whatever point it is.
  private func end(_ transfer: Transfer, _ code: CurlFailure.Code) {
    switch transfer.phase {
    case .new: transfer.phase = .ended
    case .waiting:
      scheduler.withdraw(transfer)
      transfer.fail(code)
    case .running(let easy):
      release(transfer, easy)
      transfer.fail(code)
      spareHandles.append(easy)
    case .ended: break
    }
  }

  /// Passes on the results of all finished transfers.
  private func handOver() {
    var remaining: Int32 = 0
    while let message = curl_multi_info_read(multi, &remaining) {
      guard message.pointee.msg == CURLMSG_DONE, let pointer = message.pointee.easy_handle else { continue }
      // The message dies with the handle's removal.
      let code = ccurl_result(message)
      guard let transfer = transfer(of: pointer), case .running(let easy) = transfer.phase else { continue }
      hand(over: transfer, easy, code)
    }
  }

  private func hand(over transfer: Transfer, _ easy: EasyHandle, _ code: CURLcode) {
    release(transfer, easy)
    if code == CURLE_OK { transfer.succeed(easy) } else { transfer.fail(CurlFailure(code, transfer, easy)) }
    spareHandles.append(easy)
  }

  private func transfer(of easy: UnsafeMutableRawPointer) -> Transfer? {
    var context: UnsafeMutableRawPointer?
    guard ccurl_get_pointer(easy, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else { return nil }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  private func release(_ transfer: Transfer, _ easy: EasyHandle) {
    curl_multi_remove_handle(multi, easy.pointer)
    running[ObjectIdentifier(transfer)] = nil
    scheduler.leave(transfer)
  }
}

/// Idle limits are kept here: libcurl's own (`CURLOPT_LOW_SPEED_TIME`) count whole seconds over a mean of several.
extension TransferSet {
  private func watchIdle(_ transfer: Transfer) {
    guard let limit = transfer.request.idleTimeout else { return }
    let now = ContinuousClock.now
    transfer.lastHeard = now
    nextIdleCheck = min(nextIdleCheck ?? now + limit, now + limit)
  }

  private func endIdleStreams() {
    guard let check = nextIdleCheck, check <= .now else { return }
    let now = ContinuousClock.now
    nextIdleCheck = nil
    for transfer in Array(running.values) {
      // While it is paused, the silence is the reader's.
      guard let heard = transfer.lastHeard, let limit = transfer.request.idleTimeout, !transfer.isPaused else {
        continue
      }
      let end = heard + limit
      if end <= now { self.end(transfer, .timeout) } else { nextIdleCheck = min(nextIdleCheck ?? end, end) }
    }
  }
}
