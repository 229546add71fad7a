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
    /// The tools that layers keep from the caller: callers who may see the same share what was prepared.
    let hidden: [String: Layer]
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
  ///
  /// - Parameter caller: as whom it is asked for; nil where nobody is named.
  func variant(_ name: String, for caller: Principal? = nil) -> ServedVariant? {
    suite.variant(name).map { served($0, nil, for: caller) }
  }

  /// What is served at a trial's URL; nil where the plan has no such trial of this variant.
  func variant(_ name: String, trial number: Int, for caller: Principal? = nil) -> ServedVariant? {
    guard let trial = trial(number), trial.variant == name, let evalCase = evalCase(trial),
      let variant = suite.variant(name)
    else { return nil }
    let isPlain = evalCase.tools == nil && evalCase.results.isEmpty && evalCase.faults.isEmpty
    return served(variant, isPlain ? nil : evalCase, for: caller)
  }

  func serves(_ address: Address) -> Bool {
    guard let number = address.trial else { return suite.variant(address.variant) != nil }
    return trial(number)?.variant == address.variant
  }

  /// Nil where nothing is served there.
  func target(_ name: String, trial number: Int?, for caller: Principal?) -> RequestTarget? {
    let served = if let number { variant(name, trial: number, for: caller) } else { variant(name, for: caller) }
    guard let served else { return nil }
    // Chance takes its time, and few suites ask for it.
    let trial = served.faults.values.contains { $0.rate < 1 } ? number.flatMap(trial) : nil
    return RequestTarget(
      variant: name, trial: number, served: served, caller: caller,
      weather: trial.map { "\($0.caseID)\n\($0.model)\n\($0.repeat)" })
  }

  func trial(_ number: Int) -> Trial? { trialIndices[number].map { trials[$0] } }

  /// Whether a trial's case brings tools or a principal of its own, so that its list cannot be its variant's.
  func hasOwnList(_ trial: Trial) -> Bool { evalCase(trial)?.hasOwnList ?? false }

  /// As whom a trial asks; the variant's own principal for nil.
  func principal(of trial: Trial?, in name: String) -> Principal? {
    suite.variant(name).flatMap { suite.principal(of: trial.flatMap(evalCase), in: $0) }
  }

  private func evalCase(_ trial: Trial) -> EvalCase? { caseIndices[trial.caseID].map { suite.cases[$0] } }

  private func served(_ variant: Variant, _ evalCase: EvalCase?, for caller: Principal?) -> ServedVariant {
    let names = evalCase.map { suite.names(of: $0, in: variant) } ?? variant.names
    // For nobody nothing is hidden, and most requests are nobody's.
    let hidden = caller.map { suite.server(in: variant).hiddenTools(from: $0, names) } ?? [:]
    return made.withLock { made in
      let key = Key(variant: variant.name, caseID: evalCase?.id, hidden: hidden)
      if let known = made.variants[key] { return known }
      let owner = evalCase?.tools == nil ? nil : evalCase
      let toolsKey = Key(variant: variant.name, caseID: owner?.id, hidden: hidden)
      let tools = made.tools[toolsKey] ?? tools(variant, owner, hidden)
      made.tools[toolsKey] = tools
      let served = serve(variant, evalCase, names, tools, hidden)
      made.variants[key] = served
      return served
    }
  }

  private func tools(_ variant: Variant, _ owner: EvalCase?, _ hidden: [String: Layer]) -> ServedTools {
    let tools = owner.map { suite.chosenTools(of: $0, in: variant) } ?? variant.toolSet.tools
    return ServedTools(tools.filter { hidden[$0.name] == nil }, pageSize: pageSize, catalogues)
  }

  private func serve(
    _ variant: Variant, _ evalCase: EvalCase?, _ names: NameMap, _ tools: ServedTools, _ hidden: [String: Layer]
  ) -> ServedVariant {
    var set = variant.toolSet
    if case .replacement(let own) = evalCase?.tools { set = own }
    return ServedVariant(
      tools: tools, set: set, results: suite.results(of: evalCase, in: variant),
      faults: suite.faults(of: evalCase, in: variant), layers: suite.server(in: variant).shown(names), hidden: hidden)
  }
}
