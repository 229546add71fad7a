import EvalCore

@testable import Models

/// What is kept of one provider in `fixtures/providers`, and what it means: the row that a new provider adds.
struct ProviderSamples: Sendable {
  let provider: Provider
  /// Where it is asked, below `/base`, and where for a stream.
  let path: String
  let streamPath: String
  /// The header that shows it the key `k-1`.
  let key: (name: String, value: String)
  let streamType: String
  /// As the requests name it.
  var model = "m-1"
  let requests: [RequestSample]
  /// Members of a request that nobody's extra members replace.
  let reserved: [String]
  let whole: [AnswerSample]
  let streams: [AnswerSample]
  /// Fixtures that are no answer, and the class of the failure, or what else they are.
  let errors: [(name: String, kind: String)]
  /// Bodies that are no answer, and how the words of the failure end.
  let strangers: [(body: String, message: String)]

  static let all = [openAI, responses, anthropic, gemini, ollama]
}

/// A request by the name of its fixture.
typealias RequestSample = (name: String, request: ModelRequest, isVendorsOwn: Bool)

/// By the name of its fixture.
typealias AnswerSample = (name: String, reading: Reading)

/// One of a provider's samples, as an argument of a test.
struct SampleCase<Sample: Sendable>: Sendable, CustomStringConvertible {
  let samples: ProviderSamples
  let sample: Sample
  let description: String

  static func all(
    _ list: KeyPath<ProviderSamples, [Sample]>, _ name: (Sample) -> String
  ) -> [SampleCase] {
    ProviderSamples.all.flatMap { samples in
      samples[keyPath: list].map { sample in
        SampleCase(samples: samples, sample: sample, description: "\(samples.provider) \(name(sample))")
      }
    }
  }
}
