import EvalCore
import Testing

@testable import Reports

@Suite struct AskedWordsTests {
  private static let todo = SampleCase("later", "Do it later.", line: 9, gold: []) { $0.todo = true }
  private static let asked = SampleCase("now", "Do it now.", line: 5, gold: [])

  private func words(_ models: [ModelCard], repeats: Int = 5, _ cases: [SampleCase] = [asked]) -> String {
    AskedWords(SampleEvaluation(cases: cases, models: models, repeats: repeats).evaluation).words
  }

  @Test func whatAlwaysAnswersTheSameIsAskedOnce() {
    let (hosted, lexical) = (TrackerSample.hosted, TrackerSample.lexical)
    #expect(words([hosted]) == "1 case × 5 repeats")
    #expect(words([lexical]) == "1 case, asked once")
    #expect(words([hosted, lexical]) == "1 case × 5 repeats (lexical: once)")
    #expect(words([hosted, lexical], repeats: 1) == "1 case × 1 repeat")
  }

  @Test func whoGivesNoArgumentsIsJudgedByToolsAlone() {
    func strictness(_ models: ModelCard...) -> String {
      AskedWords(SampleEvaluation(cases: [Self.asked], models: models).evaluation).strictness
    }
    #expect(strictness(TrackerSample.hosted) == "calls")
    #expect(strictness(TrackerSample.hosted, TrackerSample.lexical) == "calls (lexical: tools)")
  }

  @Test func whatIsLeftOutIsCounted() {
    let words = words([TrackerSample.hosted], [Self.asked, Self.todo, Self.todo])
    #expect(words.hasSuffix(" × 5 repeats, 2 marked todo and left out"))
  }
}
