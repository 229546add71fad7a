import EvalCore
import Foundation
import Models
import OrderedJSON
import Reports
import Synchronization

/// Shows how far a run has come.
final class ProgressLine: Sendable {
  private let total: Int
  private let line: StatusLine
  private let isVerbose: Bool
  /// By model, where one is known.
  private let prices: [String: TokenPrice]
  /// What is out of the ordinary now, such as an endpoint that is waited for.
  private let remark: @Sendable () -> String?
  private let start = ContinuousClock.now
  /// Counted by the runner's tasks, hence the lock.
  private let state: Mutex<State>

  private struct State {
    var done: Int
    var asked = 0
    var errors = 0
    var tokens = 0
    var dollars = 0.0

    mutating func count(_ usage: Usage, _ price: TokenPrice?) {
      tokens += (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0)
      if let price { dollars += usage.dollars(at: price) ?? 0 }
    }
  }

  /// - Parameter done: trials that an earlier attempt at the run has kept.
  init(
    total: Int, done: Int, prices: [String: TokenPrice], _ console: Console,
    isTerminal: Bool = Terminal.errorIsTerminal, remark: @escaping @Sendable () -> String? = { nil }
  ) {
    self.remark = remark
    self.total = total
    self.prices = prices
    line = StatusLine(isQuiet: console.isQuiet, isTerminal: isTerminal)
    isVerbose = console.isVerbose
    state = Mutex(State(done: done))
  }

  func count(_ transcript: Transcript) {
    if isVerbose { line.remark(words(transcript)) }
    state.withLock { state in
      state.done += 1
      state.asked += 1
      if transcript.failure != nil { state.errors += 1 }
      for turn in transcript.turns { state.count(turn.answer.usage, prices[transcript.trial.model]) }
    }
    showWhenDue()
  }

  /// Shows the line while `body` works, also where nothing ends, such as while an endpoint is waited for.
  func show<Value>(during body: () async throws -> Value) async throws -> Value {
    let ticking = Task {
      while (try? await Task.sleep(for: .seconds(1))) != nil { showWhenDue() }
    }
    let result = await Result { try await body() }
    ticking.cancel()
    await ticking.value
    line.finish()
    return try result.get()
  }

  private func showWhenDue() {
    line.showWhenDue { now in state.withLock { text($0, at: now) } }
  }

  /// What a trial called, for `--verbose`.
  private func words(_ transcript: Transcript) -> String {
    let trial = transcript.trial
    let called = transcript.calls.map { "\($0.name)(\($0.object.map { JSON.object($0).compact } ?? "malformed"))" }
    let end = transcript.failure.map { "\($0.class.rawValue): \($0.message)" }
    let what = end ?? (called.isEmpty ? "no call" : called.joined(separator: ", "))
    let whole = "\(trial.caseID) · \(trial.variant) · \(trial.model) · #\(trial.repeat): \(what)"
    return Redactor.ofEnvironment.redact(whole).visible(keepsLines: false)
  }

  private func text(_ state: State, at now: ContinuousClock.Instant) -> String {
    let seconds = (now - start) / .seconds(1)
    let rate = Double(state.asked) / max(seconds, 0.001)
    let left = rate > 0 ? Double(total - state.done) / rate : 0
    var parts = ["\(state.done)/\(total.counted("trial"))"]
    parts.append(state.asked == 0 ? "no answer for \(Self.duration(seconds))" : String(format: "%.1f/s", rate))
    parts.append(state.errors.counted("error"))
    if state.tokens > 0 { parts.append(state.tokens.counted("token")) }
    if state.dollars > 0 { parts.append(String(format: "$%.2f", state.dollars)) }
    if state.asked > 0 { parts.append("\(Self.duration(left)) left") }
    if let remark = remark() { parts.append(Redactor.ofEnvironment.redact(remark).visible(keepsLines: false)) }
    return parts.joined(separator: " · ")
  }

  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
