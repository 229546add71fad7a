import EvalCore
import Foundation
import OrderedJSON
import Synchronization
import TestSupport

/// A model that answers as a closure says, and remembers what it was asked.
final class ScriptModel: LanguageModel {
  let card: ModelCard
  private let script: @Sendable (ModelRequest) async throws(EndpointFailure) -> ModelAnswer
  private let state = Mutex<(requests: [ModelRequest], underWay: Int, most: Int)>(([], 0, 0))

  init(
    _ name: String = "m",
    _ script: @escaping @Sendable (ModelRequest) async throws(EndpointFailure) -> ModelAnswer = { _ in ModelAnswer() }
  ) {
    card = ModelCard(name: name)
    self.script = script
  }

  var requests: [ModelRequest] { state.withLock(\.requests) }
  var trials: [Trial] { requests.map(\.trial) }
  /// How many questions were under way at a time, at most.
  var most: Int { state.withLock(\.most) }

  func answer(_ request: ModelRequest) async throws(EndpointFailure) -> ModelAnswer {
    state.withLock { state in
      state.requests.append(request)
      state.underWay += 1
      state.most = max(state.most, state.underWay)
    }
    defer { state.withLock { $0.underWay -= 1 } }
    return try await script(request)
  }
}

/// A tool host in memory: lists the made tools, answers each call with its own name, and remembers the order of things.
final class MemoryHost: ToolHost {
  enum Event: Hashable {
    case called(String, trial: Int)
    case ended(trial: Int)
  }

  private let failure: ToolHostFailure?
  private let state = Mutex<[Event]>([])

  init(failing failure: ToolHostFailure? = nil) { self.failure = failure }

  var events: [Event] { state.withLock { $0 } }
  var ended: [Int] { events.compactMap { if case .ended(let trial) = $0 { trial } else { nil } } }

  func catalogue(for trial: Trial) async throws(ToolHostFailure) -> Catalogue {
    Catalogue(tools: Made.tools, key: trial.variant)
  }

  func reply(to call: ModelCall, in trial: Trial) async throws(ToolHostFailure) -> ToolReply {
    state.withLock { $0.append(.called(call.name, trial: trial.number)) }
    if let failure { throw failure }
    return ToolReply(result: ["content": [["type": "text", "text": .string("of \(call.name)")]]])
  }

  func end(_ trial: Trial) async { state.withLock { $0.append(.ended(trial: trial.number)) } }
}

/// Keeps transcripts in memory, or fails.
final class MemoryRecorder: TranscriptRecorder {
  struct Full: Error {}

  private let isFull: Bool
  private let state = Mutex<[Transcript]>([])

  init(isFull: Bool = false) { self.isFull = isFull }

  var transcripts: [Transcript] { state.withLock { $0 } }

  func record(_ transcript: Transcript) async throws {
    if isFull { throw Full() }
    state.withLock { $0.append(transcript) }
  }
}

/// A clock that stands still until a test moves it.
final class StepClock: Sendable {
  private struct Sleeper {
    let until: Duration
    let waker: CheckedContinuation<Void, Never>
  }

  private let state = Mutex<(now: Duration, sleepers: [Int: Sleeper], count: Int)>((.zero, [:], 0))

  var clock: RunClock { RunClock(now: { self.now }, sleep: { await self.sleep(until: $0) }) }
  var now: Duration { state.withLock(\.now) }

  private func sleep(until moment: Duration) async {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { waker in
        let isOver = state.withLock { state in
          if state.now < moment && !Task.isCancelled { state.sleepers[number] = Sleeper(until: moment, waker: waker) }
          return state.sleepers[number] == nil
        }
        if isOver { waker.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: number) }?.waker.resume()
    }
  }

  /// The earliest moment that somebody sleeps until, once there is one.
  func nextWaking() async -> Duration {
    while true {
      if let until = state.withLock({ $0.sleepers.values.map(\.until).min() }) { return until }
      await Task.yield()
    }
  }

  func move(to moment: Duration) {
    let woken = state.withLock { state in
      state.now = max(state.now, moment)
      let due = state.sleepers.filter { $0.value.until <= state.now }
      for number in due.keys { state.sleepers.removeValue(forKey: number) }
      return due.values.map(\.waker)
    }
    for waker in woken { waker.resume() }
  }
}
