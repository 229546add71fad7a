import CurlHTTP
import EvalCore
import Foundation
import Models
import SuiteFiles

/// The models that a suite is asked with, everything about them that stands in files read once.
struct ChosenModels {
  private(set) var choices: [ModelChoice]
  let suite: Suite
  private let credentials: Credentials
  /// By reference.
  private let scripts: [ModelReference: [ScriptLine]]
  private let idleRules: [Diagnostic]

  /// - Parameter needsKeys: whether vendors may be asked, which takes their keys.
  /// - Throws: all that is wrong with the models, but for missing keys, which nobody needs for a plan.
  init(_ settings: ModelSettings, for suite: Suite, needsKeys: Bool = true) throws {
    let read = ModelsReading(settings, for: suite)
    let errors = read.complaints.filter(\.isError)
    if !errors.isEmpty { throw CommandFailure(.wrongInput, errors.map(\.message)) }
    self.suite = suite
    var credentials = settings.credentials
    credentials.needsKeys = needsKeys
    self.credentials = credentials
    choices = read.choices
    scripts = read.scripts
    idleRules = read.idleRules
  }

  /// These models alone.
  func only(_ names: Set<String>) -> ChosenModels {
    var chosen = self
    chosen.choices.removeAll { !names.contains($0.name) }
    return chosen
  }

  /// What is known of the models without opening them, for a plan.
  var cards: [ModelCard] {
    choices.map { choice in
      if let lines = scripts[choice.reference] { return ScriptedModel(name: choice.name, lines: lines).card }
      return choice.reference.provider == "lexical"
        ? ModelCard(name: choice.name, isDeterministic: true, givesArguments: false) : choice.card(suite.sampling)
    }
  }

  /// What of the gate applies to no model, and what the models' APIs are known to refuse, or are shown otherwise, of the tools that the suite's variants show, and of the
  /// conversations of its cases; each said once.
  ///
  /// - Parameter most: lines about tools.
  /// - Throws: where two tools of a variant could not be told apart.
  func remarks(most: Int = Self.mostRefused) throws -> [String] {
    let rules = VendorRules(choices, suite, credentials)
    let refused = rules.findings.filter { $0.mended == nil }
    let rest = refused.count - most
    return try idleRules.map(\.description) + rules.remarks().map { "warning: \($0)" }
      + rules.conversations.map(\.description)
      + refused.prefix(most).map { "warning: \($0.sentence)" }
      + (rest > 0 ? ["warning: \(rest) more refusals are known: toolsight check lists them"] : [])
  }

  /// Lines before a run; `check` says them all.
  static let mostRefused = 20

  /// Where a model is asked, and what opens it.
  struct Endpoint {
    let access: EndpointAccess
    /// That its vendor's key may stand in.
    let keyVariables: [String]
  }

  /// Nil for a model without an endpoint of its own.
  func endpoint(of model: String) -> Endpoint? {
    guard let choice = choices.first(where: { $0.name == model }), let vendor = choice.provider?.vendor,
      let access = try? credentials.access(to: choice.reference, vendor: vendor)
    else { return nil }
    return Endpoint(access: access, keyVariables: vendor.keyVariables)
  }

  /// Models that this machine answers for: they cost nothing, unless a price says otherwise.
  var free: Set<String> {
    Set(
      choices.map(\.name).filter { name in
        guard choices.contains(where: { $0.name == name && $0.provider != nil }) else { return true }
        return endpoint(of: name).map { $0.access.isOnThisMachine } ?? false
      })
  }

  /// How many trials may be under way, so that those of a slow model do not wait until their time is over.
  func trialsAtOnce(_ limits: LimitSettings) -> Int {
    choices.map {
      PaceLimits($0.limits, concurrency: limits.concurrency).trialsAtOnce(within: limits.trialTimeout)
    }.max() ?? limits.concurrency
  }

  /// - Parameters:
  ///   - retries: of all requests.
  ///   - layers: what stands between the models and the network.
  func open(
    client: CurlClient, limits: EndpointLimits, retries: Retries = Retries(),
    through layers: (any Exchange) -> any Exchange = { $0 }, pacing: RunPacing? = nil
  ) async throws -> OpenModels {
    do {
      return try await OpenModels.open(
        choices, sampling: suite.sampling, credentials: credentials, client: client, limits: limits,
        retries: retries, through: layers, pacing: pacing
      ) { scripts[$0] ?? [] }
    } catch let error as ModelSetupError {
      throw CommandFailure(.wrongInput, error.description)
    }
  }
}

extension Configuration {
  /// What `toolsight.yaml` says for a suite; nothing where there is none.
  static func read(beside suite: String) throws -> Configuration {
    try orWrongInput { () throws(Diagnostics) in
      try ConfigurationReader.ofProgram(ProjectFolder(containing: suite)).read(forSuite: suite)?.configuration
    } ?? Configuration(path: "")
  }
}

extension ConfigurationReader {
  /// With the providers that this program has.
  static func ofProgram(_ files: any ProjectFiles) -> ConfigurationReader {
    ConfigurationReader(
      files,
      providers: Provider.all.map { KnownProvider($0.name, endpointKeys: $0.endpointKeys) }
        + ModelReference.ownProviders.map { KnownProvider($0) })
  }
}
