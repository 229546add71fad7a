import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(2)))
struct RateLimiterTests {
  private func call(_ limits: RateLimits, tool: String = "a", trial: Int? = 0, by caller: Principal? = nil)
    -> LayeredCall
  {
    var settings = ServerSettings()
    settings.limits = limits
    let served = ServedVariant(
      tools: ServedTools([], pageSize: nil), set: ToolSet(tools: []), results: [:], layers: settings)
    return LayeredCall(tool: tool, served: served, trial: trial, caller: caller)
  }

  private func limits(_ set: (inout RateLimits) -> Void) -> RateLimits {
    var limits = RateLimits()
    set(&limits)
    return limits
  }

  private let one = RateLimit(calls: 1, seconds: 60)

  /// How many of the calls get through at one moment.
  private func admitted(_ calls: [LayeredCall]) -> [Bool] {
    let limiter = RateLimiter { .zero }
    return calls.map { limiter.admit($0) == nil }
  }

  @Test func eachConversationHasABucketOfItsOwn() {
    let limits = limits { $0.conversation = one }
    #expect(admitted([0, 0, 1, nil, nil].map { call(limits, trial: $0) }) == [true, false, true, true, true])
  }

  @Test func aSubjectOfAnotherTenantIsAnother() {
    let limits = limits { $0.subject = one }
    let callers = [("ana", "x"), ("ana", "y"), ("ana", "x"), ("bob", "x")]
    let calls = callers.map { call(limits, by: Principal(subject: $0.0, tenant: $0.1)) }
    #expect(admitted(calls) == [true, true, false, true])
  }

  @Test func allSubjectsOfATenantShareItsBucket() {
    let limits = limits { $0.tenant = one }
    let calls = [("ana", "x"), ("bob", "x"), ("eve", "y")].map {
      call(limits, by: Principal(subject: $0.0, tenant: $0.1))
    }
    #expect(admitted(calls + [call(limits), call(limits)]) == [true, false, true, true, true])
  }

  @Test func aToolIsCountedForEachSubject() {
    let limits = limits { $0.tools = ["a": one] }
    let (ana, bob) = (Principal(subject: "ana"), Principal(subject: "bob"))
    let calls = [call(limits, by: ana), call(limits, by: ana), call(limits, tool: "b", by: ana), call(limits, by: bob)]
    #expect(admitted(calls) == [true, false, true, true])
  }

  @Test func whatOneLevelRefusesNoLevelCounts() {
    let clock = Box<Duration>(.zero)
    let limiter = RateLimiter { clock.value }
    let both = limits {
      $0.conversation = RateLimit(calls: 2, seconds: 60)
      $0.tools = ["a": RateLimit(calls: 1, seconds: 1)]
    }
    #expect(limiter.admit(call(both)) == nil)
    #expect(limiter.admit(call(both))?.level == "'a'")
    clock.update { $0 = .seconds(1) }
    #expect(limiter.admit(call(both)) == nil)
    #expect(limiter.admit(call(both))?.wait == .seconds(29))
  }

  /// 64 at a time at each of a few moments; what gets through is what a bucket counted in whole numbers lets through.
  @Test func admitsNeverMoreThanBurstAndRefill() async throws {
    // On a thread of its own: so many calls would keep the tasks of other tests waiting.
    let unlike = try await onThread {
      var generator = SystemRandomNumberGenerator()
      return (0..<10_000).compactMap { _ in disagreement(using: &generator) }
    }
    #expect(unlike == [])
  }

  /// What a random schedule let through beside what it should have, where they differ.
  private func disagreement(using generator: inout SystemRandomNumberGenerator) -> String? {
    let limit = RateLimit(
      calls: .random(in: 1...80, using: &generator), seconds: .random(in: 1...60, using: &generator))
    let clock = Box<Duration>(.zero)
    let limiter = RateLimiter { clock.value }
    let call = call(limits { $0.conversation = limit })
    var (admitted, now, model) = (0, 0, limit.calls * limit.seconds)
    for _ in 0..<3 {
      let step = Int.random(in: 0...40, using: &generator)
      now += step
      clock.update { [now] in $0 = .seconds(now) }
      // In tokens times seconds: a second brings `calls` of them, and a call takes `seconds`.
      model = min(limit.calls * limit.seconds, model + step * limit.calls)
      let passed = Box(0)
      DispatchQueue.concurrentPerform(iterations: 64) { _ in
        if limiter.admit(call) == nil { passed.update { $0 += 1 } }
      }
      let right = min(64, model / limit.seconds)
      guard passed.value == right else { return "\(limit) at \(now) s: \(passed.value) instead of \(right)" }
      model -= right * limit.seconds
      admitted += right
      guard admitted * limit.seconds <= limit.calls * limit.seconds + now * limit.calls else {
        return "\(limit) at \(now) s: \(admitted) in all"
      }
    }
    return nil
  }
}
