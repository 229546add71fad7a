import Foundation
import MCP

/// The exchange with a program in a sandbox until it ends or may not go on: input goes in, output comes out; for use by one
/// thread.
struct SandboxTalk {
  enum Ending {
    /// By itself, or not even started.
    case ended(Sandbox.Report, output: [UInt8], errors: [UInt8])
    case late(errors: [UInt8])
    case tooMuchOutput
    case cancelled
  }

  /// Bytes of output.
  static let mostOutput = 1 << 20
  /// Bytes at the end of what a program says beside its output.
  private static let keptErrors = 4096

  private let sandbox: Sandbox
  private let wakeup: Wakeup
  private let deadline: ContinuousClock.Instant
  private var input: ArraySlice<UInt8>
  private var output: [UInt8] = []
  private var errors: [UInt8] = []
  private var report: [UInt8] = []
  private var isOpen = (input: true, output: true, errors: true, report: true)
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  init(_ sandbox: Sandbox, input: [UInt8], timeout: Duration, wakeup: Wakeup) {
    (self.sandbox, self.wakeup) = (sandbox, wakeup)
    self.input = input[...]
    deadline = .now + timeout
  }

  mutating func ending() -> Ending {
    while isOpen.report || isOpen.output || isOpen.errors {
      let left = (deadline - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { return .late(errors: errors) }
      let ready = wait(milliseconds: Int(min(left.rounded(.up), 1e6)))
      if ready[0] { return .cancelled }
      if ready[1] { feed() }
      if ready[2] { isOpen.output = read(sandbox.output, into: \.output) }
      if ready[3] { isOpen.errors = read(sandbox.errors, into: \.errors) }
      if ready[4] { isOpen.report = read(sandbox.report, into: \.report) }
      errors = errors.suffix(Self.keptErrors)
      if output.count > Self.mostOutput { return .tooMuchOutput }
    }
    // A watcher that says nothing was killed.
    return .ended(Sandbox.Report(report) ?? .killed(signal: SIGKILL), output: output, errors: errors)
  }

  private func wait(milliseconds: Int) -> [Bool] {
    let reading = Int32(POLLIN)
    return Readiness.wait(
      [
        (wakeup.descriptor, reading), (isOpen.input ? sandbox.input : -1, Int32(POLLOUT)),
        (isOpen.output ? sandbox.output : -1, reading), (isOpen.errors ? sandbox.errors : -1, reading),
        (isOpen.report ? sandbox.report : -1, reading),
      ], milliseconds: milliseconds)
  }

  private mutating func feed() {
    let count = input.withUnsafeBytes { write(sandbox.input, $0.baseAddress, $0.count) }
    if count > 0 { input = input.dropFirst(count) }
    let isBroken = count < 0 && errno != EAGAIN && errno != EINTR
    guard input.isEmpty || isBroken else { return }
    isOpen.input = false
    sandbox.closeInput()
  }

  /// Whether there may be more.
  private mutating func read(_ descriptor: Int32, into bytes: WritableKeyPath<SandboxTalk, [UInt8]>) -> Bool {
    switch Reading(descriptor, into: &buffer) {
    case .bytes(let found): self[keyPath: bytes] += found
    case .nothing: break
    case .end: return false
    }
    return true
  }
}
