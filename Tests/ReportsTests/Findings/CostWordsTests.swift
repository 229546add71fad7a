import EvalCore
import Testing

@testable import Reports

struct CostWordsTests {
  private static let evaluation = TrackerSample.evaluation

  @Test func nothingIsSaidWithoutAPrice() {
    #expect(CostWords(Self.evaluation).sentence == nil)
    #expect(!TerminalReport(Self.evaluation).text.contains("Cost:"))
  }

  @Test func saysWhatEachVariantAndARightAnswerCost() throws {
    let prices = [TrackerSample.hosted.name: TokenPrice(input: 2.5, output: 10)]
    let priced = Self.evaluation.priced(prices)
    let cost = try #require(priced.cost?.dollars)
    let sentence = try #require(CostWords(priced).sentence)
    #expect(cost > 0 && sentence.hasPrefix("Cost: $") && sentence.contains("today $") && sentence.contains("rewrite $"))
    #expect(sentence.contains("a right answer"))
    #expect(TerminalReport(priced, width: 200).text.contains("Cost: $"))
    #expect(String(decoding: HTMLReport(priced).bytes, as: UTF8.self).contains("Cost: $"))
  }
}
