import EvalCore
import Testing

@testable import Models

/// Every provider's kept answers, read by its dialect.
struct AnswerSamplesTests {
  private func fixtures<Sample>(_ row: SampleCase<Sample>) -> ResponseFixtures {
    ResponseFixtures(provider: row.samples.provider)
  }

  @Test(arguments: SampleCase.all(\.whole, \.name)) func readsWholeAnswers(row: SampleCase<AnswerSample>) throws {
    try fixtures(row).expect(row.sample.name, reads: row.sample.reading)
  }

  @Test(arguments: SampleCase.all(\.streams, \.name), [.max, 1, 2, 7, 64])
  func readsStreamsInPiecesOfAnySize(row: SampleCase<AnswerSample>, size: Int) throws {
    try fixtures(row).expect(row.sample.name, inPiecesOf: size, reads: row.sample.reading)
  }

  @Test(arguments: SampleCase.all(\.errors, \.name))
  func takesNothingElseForAnAnswer(row: SampleCase<(name: String, kind: String)>) throws {
    #expect(try fixtures(row).error(row.sample.name) == row.sample.kind)
  }

  @Test(arguments: SampleCase.all(\.strangers, \.body))
  func namesWhatStandsWhereAnAnswerShould(row: SampleCase<(body: String, message: String)>) throws {
    try fixtures(row).expectNoAnswer(row.sample.body, row.sample.message)
  }

  /// What an answer cost is known before it is read.
  @Test(arguments: SampleCase.all(\.whole, \.name)) func countsTheSameForABudget(row: SampleCase<AnswerSample>) throws {
    let provider = row.samples.provider
    let body = try ProviderFixture(provider).bytes("\(row.sample.name).response.json")
    let counts = provider.dialect(at: EndpointAccess(baseURL: "")).usage
    #expect(WireUsage(body, counts).usage == row.sample.reading.usage)
  }

  @Test(arguments: ProviderSamples.all) func hasATestForEveryFixture(samples: ProviderSamples) throws {
    let tested = (samples.whole + samples.streams).map(\.name) + samples.errors.map(\.name)
    try ResponseFixtures(provider: samples.provider).expectTests(of: tested)
  }

  @Test func haveARowForEveryProvider() {
    #expect(ProviderSamples.all.map(\.provider) == Provider.all)
  }
}
