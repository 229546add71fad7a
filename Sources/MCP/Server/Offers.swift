import EvalCore
import OrderedJSON
import Synchronization

/// All that a suite offers, found by variant and trial; each list of tools is prepared once.
final class Offers: Sendable {
  private let suite: Suite
  private let pageSize: Int?
  /// By number and by id: where each stands in its list, which is much smaller than the trials and cases themselves.
  private let trials: [Trial]
  private let trialPlaces: [Int: Int]
  private let casePlaces: [String: Int]
  /// Made by whichever request comes first, hence the lock.
  private let made = Mutex(Made())

  /// A case, or none for the variant's own URL and for the cases that bring nothing of their own.
  private struct Key: Hashable {
    let variant: String
    let caseID: String?
  }

  private struct Made {
    var offers: [Key: Offer] = [:]
    /// Cases without tools of their own share their variant's list.
    var tools: [Key: ServedTools] = [:]
  }

  init(_ suite: Suite, trials: [Trial], pageSize: Int?) {
    self.suite = suite
    self.pageSize = pageSize
    self.trials = trials
    trialPlaces = Dictionary(trials.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    casePlaces = Dictionary(suite.cases.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The offer of a variant's own URL.
  func offer(variant name: String) -> Offer? { offer(Key(variant: name, caseID: nil), nil) }

  /// The offer of a trial's URL; nil where the plan has no such trial of this variant.
  func offer(variant name: String, trial number: Int) -> Offer? {
    guard let trial = trialPlaces[number].map({ trials[$0] }), trial.variant == name,
      let evalCase = evalCase(trial)
    else { return nil }
    let isPlain = evalCase.tools == nil && evalCase.results.isEmpty && evalCase.faults.isEmpty
    return isPlain ? offer(variant: name) : offer(Key(variant: name, caseID: trial.caseID), evalCase)
  }

  /// Whether a trial's case brings tools of its own, so that its list cannot be its variant's.
  func hasOwnTools(_ trial: Trial) -> Bool { evalCase(trial)?.tools != nil }

  private func evalCase(_ trial: Trial) -> EvalCase? { casePlaces[trial.caseID].map { suite.cases[$0] } }

  private func offer(_ key: Key, _ evalCase: EvalCase?) -> Offer? {
    made.withLock { made in
      if let known = made.offers[key] { return known }
      guard let variant = suite.variant(key.variant) else { return nil }
      let owner = evalCase?.tools == nil ? nil : evalCase
      let toolsKey = Key(variant: key.variant, caseID: owner?.id)
      let tools = made.tools[toolsKey] ?? served(variant, owner)
      made.tools[toolsKey] = tools
      let offer = offer(variant, evalCase, tools)
      made.offers[key] = offer
      return offer
    }
  }

  private func served(_ variant: Variant, _ owner: EvalCase?) -> ServedTools {
    let tools = owner.map { suite.catalogueTools(of: $0, in: variant) } ?? variant.toolSet.tools
    return ServedTools(tools, pageSize: pageSize)
  }

  private func offer(_ variant: Variant, _ evalCase: EvalCase?, _ tools: ServedTools) -> Offer {
    guard let evalCase else {
      return Offer(tools: tools, set: variant.toolSet, results: suite.results(of: Self.noCase, in: variant))
    }
    var set = variant.toolSet
    if case .replacement(let own) = evalCase.tools { set = own }
    return Offer(
      tools: tools, set: set, results: suite.results(of: evalCase, in: variant),
      faults: suite.faults(of: evalCase, in: variant))
  }

  /// Stands for calls that belong to no trial: nothing over the suite's own results.
  private static let noCase = EvalCase(
    id: "", prompts: [], expectation: CaseExpectation(alternatives: [.none], source: .null),
    position: FilePosition(file: "", line: 1, column: 1))
}
