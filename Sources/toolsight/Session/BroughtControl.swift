import EvalCore
import History
import SuiteFiles

/// A control from elsewhere that is asked beside a suite's variants: what `--control` names.
struct BroughtControl {
  private let reference: String
  private let history: HistoryFile

  init(_ reference: String, in history: HistoryFile) {
    self.reference = reference
    self.history = history
  }

  /// The suite with the control in front of its variants.
  ///
  /// - Parameter allowsPartial: whether a control that fewer than 80 % of the cases can be asked of will do.
  func suite(from suite: Suite, allowsPartial: Bool) throws -> Suite {
    let (toolSet, name) = try toolSet(for: suite)
    if let taken = suite.variant(name) {
      throw CommandFailure(.wrongInput, "--control \(reference): the suite already has a variant '\(taken.name)'")
    }
    let controlled = suite.controlled(by: toolSet, named: name)
    do throws(ComparisonRefusal) {
      try controlled.requireEnoughForBroughtControl(allowsPartial: allowsPartial)
    } catch {
      throw CommandFailure(error, option: "--control \(reference)")
    }
    return controlled
  }

  private func toolSet(for suite: Suite) throws -> (toolSet: ToolSet, name: String) {
    if reference.hasPrefix("git:") {
      let revision = String(reference.dropFirst("git:".count))
      var folder = ProjectFolder(containing: suite.path)
      folder.registry = StoredFiles(suite.sources)
      if let refusal = Git.refusal(of: revision, in: folder.root) {
        throw CommandFailure(.wrongInput, "--control \(reference): \(refusal.message)", fix: refusal.fix)
      }
      return try orWrongInput { () throws(Diagnostics) in
        (try SuiteReader.toolSet(of: suite.path, at: revision, in: folder), reference)
      }
    }
    // One that is not there is a misspelt file sooner than a baseline's name; `@NAME` is always one.
    let isNamedAsToolSet = [".json", ".yaml", ".yml"].contains(where: reference.hasSuffix) && !reference.hasPrefix("@")
    if isNamedAsToolSet || RunReference.isFile(reference) && !reference.hasSuffix(".jsonl") {
      return try orWrongInput { () throws(Diagnostics) in
        (try ToolSetReader.read(try UserFile.bytes(of: reference), path: reference).toolSet, reference)
      }
    }
    return try storedToolSet(for: suite)
  }

  private func storedToolSet(for suite: Suite) throws -> (toolSet: ToolSet, name: String) {
    if !isStored { throw unknown(suite) }
    let reference = try orWrongReference { () throws(HistoryFailure) in try RunReference(baseline: self.reference) }
    let referenced = try history.load(reference, nil, suite: suite.name)
    let variant = referenced.variant ?? referenced.run.variants.first?.name
    guard let stored = referenced.run.variants.first(where: { $0.name == variant }) else {
      throw CommandFailure(.wrongInput, "--control \(self.reference): that run keeps no tool set")
    }
    return (stored.toolSet, referenced.name)
  }

  /// Whether it names a baseline that there is, or says itself what it is, so that its own complaint is the better one.
  private var isStored: Bool {
    if reference.hasPrefix("@") || reference.contains("/") || reference.contains(".jsonl") { return true }
    guard let names = history.baselineNames else { return true }
    guard case .baseline(let name) = (try? RunReference(baseline: reference))?.kind else { return false }
    return names.contains(name)
  }

  private func unknown(_ suite: Suite) -> CommandFailure {
    let variant = Suggestion.nearest(to: reference, among: suite.variants.map(\.name)).map {
      "the suite has a variant '\($0)', but --control brings one from elsewhere"
    }
    let fix = [meant, variant].compactMap(\.self).joined(separator: " ")
    return CommandFailure(
      .wrongInput, "--control takes a tool-set file, a baseline or git:REVISION, found '\(reference)'",
      fix: fix.isEmpty ? "name a file such as tools.json, a baseline of toolsight baseline list, or git:main" : fix)
  }

  private var meant: String? {
    let parts = reference.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2, Suggestion.nearest(to: parts[0], among: ["git"]) != nil {
      return "did you mean 'git:\(parts[1])'?"
    }
    let baselines = history.baselineNames ?? []
    return Suggestion.fix(for: reference, among: baselines) ?? PathSuggestion.fix(for: reference)
  }
}
