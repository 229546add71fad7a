import EvalCore
import OrderedJSON
import Synchronization

/// All that a suite offers, found by variant and trial; each list of tools is prepared once.
final class ServedVariants: Sendable {
  private let suite: Suite
  private let pageSize: Int?
  private let catalogues: Catalogues
  /// By number and by id: the index of each in its list, which is much smaller than the trials and cases themselves.
  private let trials: [Trial]
  private let trialIndices: [Int: Int]
  private let caseIndices: [String: Int]
  /// Made by whichever request comes first, hence the lock.
  private let made = Mutex(Made())

  /// A case, or none for the variant's own URL and for the cases that bring nothing of their own.
  private struct Key: Hashable {
    let variant: String
    let caseID: String?
  }

  private struct Made {
    var variants: [Key: ServedVariant] = [:]
    /// Cases without tools of their own share their variant's list.
    var tools: [Key: ServedTools] = [:]
  }

  init(_ suite: Suite, trials: [Trial], pageSize: Int?, _ catalogues: Catalogues = Catalogues()) {
    self.suite = suite
    self.catalogues = catalogues
    self.pageSize = pageSize
    self.trials = trials
    trialIndices = Dictionary(firstOf: trials.enumerated().map { ($1.number, $0) })
    caseIndices = Dictionary(firstOf: suite.cases.enumerated().map { ($1.id, $0) })
  }

  /// What is served at a variant's own URL.
  func variant(_ name: String) -> ServedVariant? { variant(Key(variant: name, caseID: nil), nil) }

  /// What is served at a trial's URL; nil where the plan has no such trial of this variant.
  func variant(_ name: String, trial number: Int) -> ServedVariant? {
    guard let trial = trialIndices[number].map({ trials[$0] }), trial.variant == name,
      let evalCase = evalCase(trial)
    else { return nil }
    let isPlain = evalCase.tools == nil && evalCase.results.isEmpty && evalCase.faults.isEmpty
    return isPlain ? variant(name) : variant(Key(variant: name, caseID: trial.caseID), evalCase)
  }

  /// Whether a trial's case brings tools of its own, so that its list cannot be its variant's.
  func hasOwnTools(_ trial: Trial) -> Bool { evalCase(trial)?.tools != nil }

  private func evalCase(_ trial: Trial) -> EvalCase? { caseIndices[trial.caseID].map { suite.cases[$0] } }

  private func variant(_ key: Key, _ evalCase: EvalCase?) -> ServedVariant? {
    made.withLock { made in
      if let known = made.variants[key] { return known }
      guard let variant = suite.variant(key.variant) else { return nil }
      let owner = evalCase?.tools == nil ? nil : evalCase
      let toolsKey = Key(variant: key.variant, caseID: owner?.id)
      let tools = made.tools[toolsKey] ?? tools(variant, owner)
      made.tools[toolsKey] = tools
      let served = serve(variant, evalCase, tools)
      made.variants[key] = served
      return served
    }
  }

  private func tools(_ variant: Variant, _ owner: EvalCase?) -> ServedTools {
    let tools = owner.map { suite.catalogueTools(of: $0, in: variant) } ?? variant.toolSet.tools
    return ServedTools(tools, pageSize: pageSize, catalogues)
  }

  private func serve(_ variant: Variant, _ evalCase: EvalCase?, _ tools: ServedTools) -> ServedVariant {
    var set = variant.toolSet
    if case .replacement(let own) = evalCase?.tools { set = own }
    return ServedVariant(
      tools: tools, set: set, results: suite.results(of: evalCase, in: variant),
      faults: evalCase.map { suite.faults(of: $0, in: variant) } ?? [:])
  }
}
