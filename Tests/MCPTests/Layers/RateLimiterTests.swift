import EvalCore
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

  /// 64 tasks at each of a few moments; what gets through is what a bucket counted in whole numbers lets through.
  @Test func admitsNeverMoreThanBurstAndRefill() async {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<10_000 {
      let limit = RateLimit(
        calls: .random(in: 1...20, using: &generator), seconds: .random(in: 1...60, using: &generator))
      let clock = Box<Duration>(.zero)
      let limiter = RateLimiter { clock.value }
      let call = call(limits { $0.conversation = limit })
      var (admitted, now, model) = (0, 0, limit.calls * limit.seconds)
      for _ in 0..<4 {
        let step = Int.random(in: 0...40, using: &generator)
        now += step
        clock.update { $0 = .seconds(now) }
        // In tokens times seconds: a second brings `calls` of them, and a call takes `seconds`.
        model = min(limit.calls * limit.seconds, model + step * limit.calls)
        let passed = await withTaskGroup(of: Bool.self) { group in
          for _ in 0..<16 { group.addTask { limiter.admit(call) == nil } }
          return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(passed == min(16, model / limit.seconds))
        model -= passed * limit.seconds
        admitted += passed
        #expect(admitted * limit.seconds <= limit.calls * limit.seconds + now * limit.calls)
      }
    }
  }
}
