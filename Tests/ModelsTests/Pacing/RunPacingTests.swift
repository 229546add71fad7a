import EvalCore
import Testing

@testable import Models

struct RunPacingTests {
  @Test func modelsOfOneOriginShareAnEndpoint() {
    let run = RunPacing()
    let limits = PaceLimits(concurrency: 4)
    let first = run.pacer(for: "http://localhost:8080/v1", limits)
    #expect(run.pacer(for: "http://LOCALHOST:8080/other", limits).pacing === first.pacing)
    #expect(run.pacer(for: "http://localhost:8081/v1", limits).pacing !== first.pacing)
    #expect(run.pacer(for: "https://localhost:8080/v1", limits).pacing !== first.pacing)
    #expect(run.remark == nil)
  }

  @Test func saysWhichEndpointIsPaused() async throws {
    let time = LeapingClock()
    let run = RunPacing(clock: time.clock)
    let pacer = run.pacer(for: "https://api.example/v1", PaceLimits(concurrency: 4))
    for _ in 1...4 {
      time.pass(CircuitBreaker.silence)
      let turn = try await pacer.pacing.turn(pacer.lane, tokens: 1)
      pacer.pacing.end(turn, EndpointFailure(.timeout, message: "late"), isCancelled: false)
    }
    let remark = try #require(run.remark)
    #expect(remark.hasPrefix("api.example:443: endpoint paused (timeout), next try in "))
  }
}
