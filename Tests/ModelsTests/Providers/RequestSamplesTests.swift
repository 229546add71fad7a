import EvalCore
import OrderedJSON
import Testing

@testable import Models

/// Every provider's requests, beside those that are kept.
struct RequestSamplesTests {
  @Test(arguments: SampleCase.all(\.requests, \.name))
  func areByteForByteTheFixture(row: SampleCase<RequestSample>) throws {
    let body = try Requests.body(
      row.samples.provider, row.sample.request, model: row.samples.model, isVendorsOwn: row.sample.isVendorsOwn)
    try ProviderFixture(row.samples.provider).expect(body, equals: "\(row.sample.name).request.json")
  }

  @Test(arguments: ProviderSamples.all) func haveATestForEveryFixture(samples: ProviderSamples) throws {
    let kept = try ProviderFixture(samples.provider).names(".request.json")
    #expect(kept == samples.requests.map(\.name).sorted())
  }

  @Test(arguments: SampleCase.all(\.reserved, \.self))
  func refuseExtraMembersThatReplaceTheQuestion(row: SampleCase<String>) throws {
    let (provider, member) = (row.samples.provider, row.sample)
    let request = Requests.request(sampling: Requests.sampling { $0.extra[provider.name] = [member: []] })
    let failure = try #require(throws: EndpointFailure.self) { try Requests.body(provider, request) }
    #expect(failure.class == .badRequest)
    #expect(
      failure.message == "sampling: extra.\(provider): '\(member)' is written by the run itself: remove it, or "
        + "change the suite")
  }
}
