import CurlHTTP
import EvalCore
import LoopbackHTTP

@testable import Models

/// What came of one question to an endpoint that gives prepared answers.
struct AskedEndpoint {
  private(set) var answer: ModelAnswer?
  private(set) var failure: EndpointFailure?
  private(set) var requests: [LoopbackRequest] = []
  /// Seconds.
  private(set) var pauses: [Double] = []

  /// - Parameters:
  ///   - base: the path of the base URL.
  ///   - key: named `KEY` where it is taken out of words.
  ///   - budget: of retries.
  init(
    _ answers: [LoopbackResponse], _ request: ModelRequest, provider: Provider = .openAI, base: String = "/v1",
    key: String? = nil, sampling: Sampling? = nil, timeout: Duration = .seconds(30), budget: Double = 50
  ) async throws {
    let endpoint = try await ScriptedEndpoint.answering(answers)
    let client = CurlClient()
    let pauses = Pauses()
    let url = endpoint.url.replacing("/v1", with: base)
    let model = EndpointModel(
      card: ModelCard(name: "m"), model: "m-1", provider: provider, access: EndpointAccess(baseURL: url, key: key),
      sampling: sampling,
      wire: EndpointWire(
        exchange: NetworkExchange(client), retries: pauses.retries(budget: budget),
        limits: EndpointLimits(timeout: timeout), redactor: Redactor(keys: ["KEY": key ?? ""])))
    do { answer = try await model.answer(request) } catch { failure = error }
    requests = endpoint.requests
    self.pauses = pauses.all.map { $0 / .seconds(1) }
    await client.shutdown()
    await endpoint.stop()
  }
}
