import CurlHTTP
import EvalCore
import Foundation
import Models
import SuiteFiles

extension ModelOptions {
  /// The models that the command line names, else the suite's, else the lexical one; names of `toolsight.yaml` resolved.
  func choices(for suite: Suite) throws -> [ModelChoice] {
    let configuration = try configuration(beside: suite.path)
    let names = models.isEmpty ? (suite.models.isEmpty ? ["lexical"] : suite.models) : models
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.map { name in
      if let entry = configuration.models[name] {
        return ModelChoice(
          name: name, reference: ModelReference(entry.use, origin: .file), sampling: entry.sampling)
      }
      return ModelChoice(
        name: name, reference: ModelReference(name, origin: models.isEmpty ? .file : .commandLine))
    }
  }

  /// By model, where `toolsight.yaml` sets a price.
  func prices(for suite: Suite) throws -> [String: ConfiguredModel.Price] {
    try configuration(beside: suite.path).models.compactMapValues(\.price)
  }

  func open(for suite: Suite, client: CurlClient, limits: EndpointLimits) async throws -> OpenModels {
    let choices = try choices(for: suite)
    do {
      return try await OpenModels.open(choices, credentials: credentials, client: client, limits: limits) { path in
        try script(path, of: suite)
      }
    } catch let error as ModelSetupError {
      throw CommandFailure(.wrongInput, error.description)
    }
  }

  /// A script that the command line names stands where the user stands; one that a suite names, beside the suite.
  private func script(_ path: String, of suite: Suite) throws -> [ScriptLine] {
    let folder = URL(fileURLWithPath: suite.path).deletingLastPathComponent().relativePath
    let place = models.isEmpty && !path.hasPrefix("/") ? "\(folder)/\(path)" : path
    return try orWrongInput { () throws(Diagnostics) in
      try ScriptReader.read(try UserFile.bytes(of: place), path: place)
    }
  }

  private func configuration(beside suite: String) throws -> Configuration {
    try orWrongInput { () throws(Diagnostics) in
      try ConfigurationReader(ProjectFolder(containing: suite)).read(forSuite: suite)?.configuration
    } ?? Configuration(path: "")
  }
}

/// Turns the complaints about a file into exit 2.
func orWrongInput<Value>(_ read: () throws(Diagnostics) -> Value) throws -> Value {
  do {
    return try read()
  } catch {
    throw CommandFailure(.wrongInput, error.all.map(\.description).joined(separator: "\n"))
  }
}

extension ModelCard {
  /// What is known of a model without opening it, for a plan.
  init(planned choice: ModelChoice) {
    let isLexical = choice.reference.provider == "lexical"
    self.init(
      name: choice.name, isDeterministic: isLexical || choice.reference.provider == "script", givesArguments: !isLexical)
  }
}
