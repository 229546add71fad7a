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

  /// The models that the command line names, else the suite's, else the lexical one; names of `toolsight.yaml` resolved.
  ///
  /// - Parameter needsKeys: whether vendors may be asked, which takes their keys.
  init(_ options: ModelOptions, for suite: Suite, needsKeys: Bool = true) throws {
    self.suite = suite
    var credentials = options.credentials
    credentials.needsKeys = needsKeys
    self.credentials = credentials
    let choices = try Self.choices(options.models, for: suite)
    for choice in choices { try orWrongInput(choice.checkIsKnown) }
    self.choices = choices
    var scripts: [ModelReference: [ScriptLine]] = [:]
    for choice in choices where choice.reference.isScript {
      scripts[choice.reference] = try Self.script(choice.reference, of: suite)
    }
    self.scripts = scripts
  }

  private static func choices(_ models: [String], for suite: Suite) throws -> [ModelChoice] {
    let configuration = try Configuration.read(beside: suite.path)
    let names = models.isEmpty ? (suite.models.isEmpty ? ["lexical"] : suite.models) : models
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.map { name in
      if let entry = configuration.models[name] {
        let file = ProjectFolder(containing: suite.path).shownPath(of: configuration.path)
        return ModelChoice(
          name: name, reference: .written(entry.use, in: file), sampling: entry.sampling, tools: entry.tools,
          logprobs: entry.logprobs, limits: entry.limits, schedule: entry.schedule, endpoint: entry.endpoint)
      }
      return ModelChoice(
        name: name,
        reference: models.isEmpty ? .written(name, in: suite.path) : ModelReference(name, origin: .commandLine))
    }
  }

  /// The command line may name any script; a file only one of its own project.
  private static func script(_ reference: ModelReference, of suite: Suite) throws -> [ScriptLine] {
    let path = reference.name
    return try orWrongInput { () throws(Diagnostics) in
      let bytes =
        reference.origin == .commandLine
        ? try UserFile.bytes(of: path) : try ProjectFolder(containing: suite.path).script(at: path)
      return try ScriptReader.read(bytes, path: path)
    }
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

  /// What the models' APIs are known to refuse of the tools that the suite's variants show, each said once.
  ///
  /// - Throws: where two tools of a variant could not be told apart.
  func remarks() throws -> [String] {
    let providers = Set(choices.compactMap(\.provider))
    var remarks: [String] = []
    for provider in Provider.allCases where providers.contains(provider) {
      for variant in suite.variants {
        do throws(ModelSetupError) {
          remarks += try provider.remarks(on: variant.toolSet.tools)
        } catch {
          throw CommandFailure(.wrongInput, "variant '\(variant.name)': \(error)")
        }
      }
    }
    var seen: Set<String> = []
    return remarks.filter { seen.insert($0).inserted }.map { "warning: \($0)" }
  }

  /// Where a model is asked, and what opens it.
  struct Place {
    let access: Credentials.Access
    /// That its vendor's key may stand in.
    let keyVariables: [String]
  }

  /// Nil for a model without an endpoint of its own.
  func place(of model: String) -> Place? {
    guard let choice = choices.first(where: { $0.name == model }), let vendor = choice.provider?.vendor,
      let access = try? credentials.access(to: choice.reference, vendor: vendor)
    else { return nil }
    return Place(access: access, keyVariables: vendor.keyVariables)
  }

  /// Models that this machine answers for: they cost nothing, unless a price says otherwise.
  var free: Set<String> {
    Set(
      choices.map(\.name).filter { name in
        guard choices.contains(where: { $0.name == name && $0.provider != nil }) else { return true }
        return place(of: name).map { $0.access.isOnThisMachine } ?? false
      })
  }

  /// How many trials may be under way, so that those of a slow model do not wait until their time is over.
  func trialsAtOnce(_ limits: LimitOptions) -> Int {
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
      try ConfigurationReader(ProjectFolder(containing: suite)).read(forSuite: suite)?.configuration
    } ?? Configuration(path: "")
  }
}

extension ModelReference {
  /// A model as a file names it: the path of a script starts at that file's folder.
  fileprivate static func written(_ text: String, in file: String) -> ModelReference {
    let reference = ModelReference(text, origin: .file)
    let isRelative = !reference.name.isEmpty && !reference.name.hasPrefix("/")
    guard reference.provider == "script", reference.url == nil, isRelative else { return reference }
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().relativePath
    return ModelReference("script:\(folder)/\(reference.name)", origin: .file)
  }
}

extension ProjectFolder {
  fileprivate func script(at path: String) throws(Diagnostics) -> [UInt8] {
    do throws(FileRefusal) {
      return try bytes(of: place(of: path), limit: 256_000_000)
    } catch {
      throw Diagnostics([Diagnostic(.error, at: FilePosition(file: path, line: 1, column: 1), "'\(path)' \(error)")])
    }
  }
}

/// Turns what is wrong with a model into exit 2.
private func orWrongInput(_ check: () throws(ModelSetupError) -> Void) throws {
  do { try check() } catch { throw CommandFailure(.wrongInput, error.description) }
}

/// Turns the complaints about a file into exit 2.
func orWrongInput<Value>(_ read: () throws(Diagnostics) -> Value) throws -> Value {
  do {
    return try read()
  } catch {
    throw CommandFailure(.wrongInput, error.all.map(\.description).joined(separator: "\n"))
  }
}
