import EvalCore
import Foundation
import TestSupport
import Testing

struct TrialDeadlinesTests {
  /// The clock is moved to the moment that the run itself waits for, and stands still otherwise.
  @Test(arguments: [7.0, 300.0]) func aTrialThatTakesTooLongIsStoppedWhenItsTimeIsOver(limit: Double) async throws {
    let suite = Made.suite(Made.cases(1), variants: ["today"])
    let (asked, clock) = (Latch(), StepClock())
    let model = ScriptModel { _ in
      asked.open()
      await Latch().waitUnlessCancelled()
      return ModelAnswer(text: "too late")
    }
    let (host, recorder) = (MemoryHost(), MemoryRecorder())
    let runner = Runner(
      suite: suite, models: [model], host: host, recorder: recorder,
      limits: RunLimits(concurrency: 1, trialTimeout: limit), clock: clock.clock, progress: { _ in })
    let run = Task { try await runner.run(Plan(suite, models: [ModelCard(name: "m")])) }
    await asked.wait()
    let waking = await clock.nextWaking()
    #expect(waking == .seconds(limit))
    clock.move(to: waking)
    #expect(try await run.value == .complete)
    let transcript = try #require(recorder.transcripts.first)
    #expect(transcript.stopped == .deadline && transcript.failure?.class == .timeout && host.ended == [0])
    #expect(transcript.failure?.message == "the trial took longer than \(Int(limit)) s (--trial-timeout)")
  }

  /// The second trial begins when half of the first one's time is over, and has its own time.
  @Test func eachTrialHasItsOwnTime() async throws {
    let suite = Made.suite(Made.cases(2), variants: ["today"])
    let (asked, clock) = (Latch(), StepClock())
    let (begin, plan) = (Latch(), Plan(suite, models: [ModelCard(name: "m")]))
    let first = plan.trials[0].number
    let model = ScriptModel { request in
      if request.trial.number == first {
        await begin.wait()
        return ModelAnswer()
      }
      asked.open()
      await Latch().waitUnlessCancelled()
      return ModelAnswer()
    }
    let recorder = MemoryRecorder()
    let runner = Runner(
      suite: suite, models: [model], host: MemoryHost(), recorder: recorder,
      limits: RunLimits(concurrency: 1, trialTimeout: 10), clock: clock.clock, progress: { _ in })
    let run = Task { try await runner.run(plan) }
    _ = await clock.nextWaking()
    clock.move(to: .seconds(5))
    begin.open()
    await asked.wait()
    clock.move(to: .seconds(10))
    let waking = await clock.nextWaking()
    #expect(waking == .seconds(15))
    clock.move(to: waking)
    #expect(try await run.value == .complete)
    #expect(recorder.transcripts.map(\.stopped) == [.answer, .deadline])
  }
}
