import CurlHTTP
import EvalCore
import Foundation
import MCP
import Models
import OrderedJSON
import SuiteFiles
import TestSupport

/// The example of `fixtures/story`, carried along the road: each value is made from the one before, nothing is prepared.
struct Story: Sendable {
  /// Made once for all tests.
  static let told = Task { try await Story() }

  let plan: Plan
  let run: Run
  let evaluation: Evaluation

  private static let path = "fixtures/story/suite.yaml"
  /// Times and ids are the only things that differ from run to run, so they are given.
  private static let start = Date(timeIntervalSince1970: 1_767_603_600)

  private init() async throws {
    let root = ProjectRoot.folder.path
    let folder = ProjectFolder(root: "\(root)/fixtures/story", workingDirectory: root)
    let suite = try SuiteReader(folder).read(Self.path).suite
    let script = try ScriptReader.read(
      try UserFile.bytes(of: "\(root)/fixtures/story/script.jsonl"), path: "script.jsonl")
    let model = ScriptedModel(name: suite.models[0], lines: script)
    plan = Plan(suite, models: [model.card])
    var record = RunRecord(
      id: "57042e5a3b1e", suiteName: suite.name, suitePath: suite.path, startedAt: Self.start, seed: plan.seed,
      repeats: plan.repeats, toolsightVersion: "0.1.0", git: nil,
      conditions: ContentDigest.sha256("the conditions of the story"))
    let transcripts = try await Self.transcripts(suite, plan, model)
    record.finishedAt = Self.start.addingTimeInterval(Double(transcripts.count))
    run = Run(record: record, suite: suite, plan: plan, transcripts: transcripts)
    evaluation = Evaluation(run, isStrict: false)
  }

  /// In the order of their numbers.
  private static func transcripts(_ suite: Suite, _ plan: Plan, _ model: ScriptedModel) async throws -> [Transcript] {
    let client = CurlClient(maxConcurrent: 4)
    let server = try await EmbeddedServer.start(suite, trials: plan.trials)
    let kept = Kept()
    let runner = Runner(
      suite: suite, models: [model], host: EmbeddedToolHost(server, client: client), recorder: kept,
      limits: RunLimits(concurrency: 4), progress: { _ in })
    let ending = try? await runner.run(plan)
    await server.stop()
    await client.shutdown()
    guard ending == .complete else { throw Unfinished(ending: ending) }
    return kept.transcripts.sorted { $0.trial.number < $1.trial.number }.map(timed)
  }

  private static func timed(_ transcript: Transcript) -> Transcript {
    var transcript = transcript
    transcript.startedAt = start.addingTimeInterval(Double(transcript.trial.number))
    transcript.durationMilliseconds = 1
    return transcript
  }

  struct Unfinished: Error {
    let ending: RunEnding?
  }
}
