import EvalCore
import Foundation
import Models
import OrderedJSON
import SuiteFiles

/// The models that a suite is asked with, as the command line and files name them, and all that is wrong with them.
struct ModelsReading {
  private(set) var choices: [ModelChoice] = []
  /// By reference.
  private(set) var scripts: [ModelReference: [ScriptLine]] = [:]
  private(set) var complaints: [ModelComplaint] = []
  private let suite: Suite
  private let isWhole: Bool
  private var configuration = Configuration(path: "")

  /// The models that the command line names, else the suite's, else the lexical one; names of `toolsight.yaml` resolved.
  ///
  /// - Parameter isWhole: whether the suite has no errors, without which nothing can be said of its tools.
  init(_ settings: ModelSettings, for suite: Suite, isWhole: Bool = true) {
    self.isWhole = isWhole
    self.suite = suite
    let (configuration, complaints) = Self.configuration(beside: suite.path)
    self.complaints = complaints.map(ModelComplaint.inFile)
    // Without it nobody knows which names it has.
    guard let configuration else { return }
    self.configuration = configuration
    choices = chosen(settings.names)
    var credentials = settings.credentials
    credentials.needsKeys = false
    for choice in choices { check(choice, credentials) }
    self.complaints += idleRules.map(ModelComplaint.inFile)
  }

  /// Rules of the gate for models that nothing names: neither the suite, nor `toolsight.yaml`, nor the command line. They look
  /// like a slip, and are none where the model is asked with another command line.
  var idleRules: [Diagnostic] {
    let known = Set(suite.models + choices.map(\.name) + configuration.models.keys).sorted()
    return suite.gateModelPositions.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map {
      name, position in
      Diagnostic(
        .warning, at: position,
        "the gate's rules for model '\(name.excerpt())' apply to nothing: no such model is named",
        fix: Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" })
    }
  }

  /// What `toolsight.yaml` says, nil after an error, and what is wrong with it.
  static func configuration(beside suite: String) -> (Configuration?, [Diagnostic]) {
    do throws(Diagnostics) {
      let read = try ConfigurationReader.ofProgram(ProjectFolder(containing: suite)).read(forSuite: suite)
      return (read?.configuration ?? Configuration(path: ""), read?.warnings ?? [])
    } catch {
      return (nil, error.all)
    }
  }

  /// Where a file names the model; nil for one of the command line.
  func position(of choice: ModelChoice) -> FilePosition? {
    configuration.models[choice.name]?.position
      ?? suite.modelPositions[choice.name].flatMap {
        choice.reference.origin == .file ? $0 : nil
      }
  }

  private func chosen(_ models: [String]) -> [ModelChoice] {
    let names = models.isEmpty ? (suite.models.isEmpty ? ["lexical"] : suite.models) : models
    return names.distinct.map { name in
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

  private mutating func check(_ choice: ModelChoice, _ credentials: Credentials) {
    do throws(ModelSetupError) {
      try choice.check(credentials)
    } catch {
      return complain(error.description, of: choice, fix: choice.isKnown ? nil : suggestion(for: choice.reference))
    }
    if isWhole, let (problem, fix) = choice.sampling?.toolChoice.flatMap(suite.problem(ofToolChoice:)) {
      complain(problem, of: choice, fix: fix)
    }
    guard choice.reference.isScript else { return }
    let path = choice.reference.name
    if choice.reference.origin == .commandLine, !FileManager.default.fileExists(atPath: path) {
      return complain(
        "--model \(choice.reference.text) names no file '\(path)'", of: choice, fix: PathSuggestion.fix(for: path))
    }
    do throws(Diagnostics) {
      scripts[choice.reference] = try Self.script(choice.reference, of: suite)
    } catch {
      complaints += error.all.map(ModelComplaint.inFile)
    }
  }

  private mutating func complain(_ problem: String, of choice: ModelChoice, fix: String?) {
    guard let position = position(of: choice) else { return complaints.append(.ofCommandLine(problem, fix: fix)) }
    complaints.append(.inFile(Diagnostic(.error, at: position, problem, fix: fix)))
  }

  /// What somebody probably meant who named no model.
  private func suggestion(for reference: ModelReference) -> String? {
    meant(by: reference).map { "did you mean '\($0)'?" }
  }

  private func meant(by reference: ModelReference) -> String? {
    let text = reference.text
    if let name = Suggestion.nearest(to: text, among: configuration.models.keys.sorted() + ["lexical"]) { return name }
    let providers = Provider.all.map(\.name) + ["script"]
    let rest = text.drop { $0 != ":" }.dropFirst()
    // A URL's own colon stands behind no provider.
    guard !rest.isEmpty, !reference.provider.contains("@") else {
      return Provider.home(ofModel: text).map { "\($0.name):\(text)" }
    }
    if let provider = Suggestion.nearest(to: reference.provider, among: providers) { return "\(provider):\(rest)" }
    return Provider.home(ofModel: reference.name).map { "\($0.name):\(rest)" }
  }

  /// The command line may name any script; a file only one of its own project.
  private static func script(_ reference: ModelReference, of suite: Suite) throws(Diagnostics) -> [ScriptLine] {
    let path = reference.name
    let bytes =
      reference.origin == .commandLine
      ? try UserFile.bytes(of: path) : try ProjectFolder(containing: suite.path).script(at: path)
    return try ScriptReader.read(bytes, path: path)
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
      return try bytes(of: self.path(of: path), limit: 256_000_000)
    } catch {
      let fix = error == .missing ? PathSuggestion.fix(for: path, within: root) : nil
      throw Diagnostics([
        Diagnostic(.error, at: FilePosition(whole: path), "'\(path)' \(error)", fix: fix)
      ])
    }
  }
}
