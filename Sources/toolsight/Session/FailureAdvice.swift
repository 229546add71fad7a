import EvalCore
import Models
import OrderedJSON

/// What an operator is told of an endpoint's failure: what happened, at which model's endpoint, and what mends it.
struct FailureAdvice {
  private let failure: EndpointFailure
  private let model: String
  /// Nil for a model that has no endpoint.
  private let endpoint: ChosenModels.Endpoint?

  /// - Parameter model: that met it, under the name that tables show.
  init(_ failure: EndpointFailure, of model: String, among chosen: ChosenModels) {
    self.failure = failure
    self.model = model
    endpoint = chosen.endpoint(of: model)
  }

  func message(label: String? = "error") -> Message { Message(text, fix: fix, label: label) }

  var text: String {
    let status = failure.status.map { " (HTTP \($0))" } ?? ""
    let host = endpoint.flatMap { model.contains($0.access.host) ? nil : " at \($0.access.host)" } ?? ""
    return "\(failure.class.rawValue)\(status) from '\(model)'\(host): \(failure.message)"
  }

  var fix: String {
    switch failure.class {
    // The gateway took the user's key, and was itself refused.
    case .auth where failure.upstream != nil:
      "check the key that the gateway at \(host) has for \(failure.upstream ?? "its provider"): yours was accepted"
    case .auth: key
    case .quota where failure.upstream != nil:
      "check the account that the gateway at \(host) has at \(failure.upstream ?? "its provider")"
    case .quota: "add credit or raise the account's limit, or wait until it renews"
    case .modelNotFound where failure.upstream != nil:
      "check the model that the gateway at \(host) asks \(failure.upstream ?? "its provider") for: your request reached it"
    case .modelNotFound where endpoint?.access.isVendorsOwn == true:
      "check the model's name, and that the account may use it"
    case .modelNotFound: "check the model's name and the URL's path, which usually ends in /v1"
    case .badRequest where (300..<400).contains(failure.status ?? 0):
      "give the final URL (no redirect), or log in where the network asks for it"
    case .badRequest: "the endpoint refuses such requests: see the message"
    case .contextLength: "the tools and the prompt do not fit the model: offer fewer tools"
    case .rateLimited where failure.isLasting, .overloaded where failure.isLasting:
      "wait for as long as the endpoint asks, or raise the account's limit"
    case .rateLimited: "ask less at a time: lower --concurrency, or set limits: {rpm, tpm} in toolsight.yaml"
    case .overloaded, .server: "the endpoint is in trouble: try again later"
    case .connection where endpoint?.access.isOnThisMachine == true:
      "check that a server is listening at \(host) and at that port: no network is needed"
    case .connection: "check that the network is up, and that \(host) can be reached from here"
    case .timeout: "check whether the network or the endpoint is slow; --timeout and --trial-timeout wait longer"
    case .tls:
      "check whether the network asks for a login first, or this machine lacks the authority that signed for \(host)"
    case .protocol: "check the URL's path, which usually ends in /v1, and whether the network asks for a login first"
    case .notShown: "use a model or a chat template that supports tools, or tools: constrained in toolsight.yaml"
    case .notHeld:
      "the endpoint does not do what it was told, so the model is not judged by it: ask another server or another version "
        + "of it, or leave tool_choice (or tools: constrained) out"
    case .budget: "the command below resumes with as much again, or raise the limit in it"
    case .offline: "replay a recording with --replay FILE, or leave --offline out"
    case .notRecorded: "record the missing answers: add --record with the same file"
    case .noScript: "add a line to the script, e.g. {\"case\":\"*\",\"text\":\"…\"}"
    }
  }

  private var host: String { endpoint?.access.host ?? "the endpoint" }

  private var key: String {
    guard let endpoint else { return "check the model's key" }
    let access = endpoint.access
    if access.isKeyWithheld {
      return "no key was sent, because the URL is in a file: allow it with --trust-endpoint \(access.host)"
    }
    guard let variable = access.keyVariable else {
      return "no key was sent: set \(endpoint.keyVariables.joined(separator: " or "))"
    }
    return failure.status == 403
      ? "check what the key in \(variable) may do at \(access.host), or set another one"
      : "set \(variable) to a key that \(access.host) accepts"
  }
}
