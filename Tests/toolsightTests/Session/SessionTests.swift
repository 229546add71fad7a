import CurlHTTP
import EvalCore
import Foundation
import History
import TestSupport
import Testing

@testable import toolsight

/// A run that nobody types: settings go in, an outcome comes out, and whatever was opened is closed.
@Suite struct SessionTests {
  private static let console = Console(isQuiet: true)

  private static func suite(_ path: String) throws -> Suite { try SuiteFilesReader(console: console).suite(path) }

  private static var gettingStarted: Suite {
    get throws { try suite(ProjectRoot.folder.appending(path: "suites/getting-started.yaml").path) }
  }

  @Test func aRunNeedsNoCommandLine() async throws {
    let workplace = try Workplace()
    let settings = RunSettings(models: ModelSettings(names: ["lexical"]))
    let history = HistoryFile("\(workplace.path)/history.sqlite")
    let evaluation = try await withSessions([Self.gettingStarted], settings, in: history, Self.console) { sessions in
      let (run, ending) = try await sessions[0].run(Self.console, Interrupts())
      #expect(ending == .complete && run.transcripts.count == run.plan.trials.count)
      return Evaluation(run)
    }
    #expect(evaluation.scores.arms.map(\.variant) == ["today", "rewrite"])
    #expect(ExitDecision(evaluation).exit == .pass)
    let stored = try history.load("last", Self.console)
    #expect(try StoredEvaluation(stored.run).asItWas().transcripts.count == evaluation.run.transcripts.count)
  }

  @Test func theSelectionCountsWithoutACommandLine() throws {
    let selection = SelectionSettings(variants: ["rewrite"], cases: ["find-by-topic"])
    let selected = try selection.select(from: [Self.gettingStarted])
    #expect(selected.map { $0.variants.map(\.name) } == [["rewrite"]])
    #expect(selected.map { $0.cases.map(\.id) } == [["find-by-topic"]])
  }

  private struct Stopped: Error {}

  /// Whoever closes a history last leaves no journal beside it.
  private static func isClosed(_ workplace: Workplace) -> Bool {
    workplace.files.filter { $0.hasPrefix("history.sqlite") } == ["history.sqlite"]
  }

  @Test func aSessionThatThrowsIsClosed() async throws {
    let workplace = try Workplace()
    let history = HistoryFile("\(workplace.path)/history.sqlite")
    // Kept here, so that nothing is closed because nobody needs it any more.
    var opened: Session?
    await #expect(throws: Stopped.self) {
      try await withSessions([Self.gettingStarted], RunSettings(), in: history, Self.console) { sessions in
        opened = sessions[0]
        _ = try Start(fresh: sessions[0].plan, shard: nil, suite: sessions[0].suite, store: sessions[0].store)
        #expect(!Self.isClosed(workplace))
        throw Stopped()
      }
    }
    #expect(Self.isClosed(workplace))
    let client = try #require(opened).client
    let failure = await #expect(throws: CurlFailure.self) { try await client.send(CurlRequest("http://127.0.0.1:1/")) }
    #expect(failure?.code == .shutDown)
  }
}
