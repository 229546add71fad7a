import EvalCore
import OrderedJSON

/// Which trials belong to a run: those that its plan can hold, each once.
struct PlannedTrials {
  /// More cells than any run can pay for; a plan is made again in memory.
  static let mostCells = 1_000_000

  private let cases: Set<String>
  private let variants: Set<String>
  private let repeats: [String: Int]
  private var numbers: Set<Int> = []
  private var questions: Set<Trial> = []

  init(_ plan: PlanParameters) throws(DamagedRow) {
    cases = Set(plan.caseIDs)
    variants = Set(plan.variants)
    repeats = Dictionary(firstOf: plan.models.map { ($0.name, $0.isDeterministic ? 1 : plan.repeats) })
    guard repeats.count == plan.models.count, cases.count == plan.caseIDs.count, variants.count == plan.variants.count
    else { throw DamagedRow("a plan with a case, a variant or a model twice") }
    let cells = Self.product(plan.caseIDs.count, plan.variants.count, repeats.values.reduce(0, Self.sum))
    guard cells <= Self.mostCells else { throw DamagedRow("a plan of more than \(Self.mostCells) trials") }
    guard (0...cells).contains(plan.trialCount) else {
      throw DamagedRow(
        "a plan of \(plan.trialCount.counted("trial")) where its cases, variants and models make \(cells)")
    }
  }

  /// At most one more than ``mostCells``, so that nothing overflows.
  private static func sum(_ total: Int, _ count: Int) -> Int { min(mostCells, total) + min(mostCells, count) }
  private static func product(_ factors: Int...) -> Int {
    factors.reduce(1) { min($0, mostCells + 1) * min($1, mostCells + 1) }
  }

  /// Takes note of a trial.
  ///
  /// - Throws: what is found where another trial of the plan was expected.
  mutating func admit(_ trial: Trial) throws(DamagedRow) {
    let name = "trial \(trial.number)"
    guard trial.number >= 0, cases.contains(trial.caseID) else {
      throw DamagedRow("\(name) of the case \(trial.caseID.quoted)")
    }
    guard variants.contains(trial.variant) else { throw DamagedRow("\(name) of the variant \(trial.variant.quoted)") }
    guard let most = repeats[trial.model] else { throw DamagedRow("\(name) of the model \(trial.model.quoted)") }
    guard (1...most).contains(trial.repeat) else {
      throw DamagedRow("\(name), which is repeat \(trial.repeat) of \(most)")
    }
    guard numbers.insert(trial.number).inserted else { throw DamagedRow("\(name) again") }
    let question = Trial(
      number: 0, caseID: trial.caseID, variant: trial.variant, model: trial.model, repeat: trial.repeat)
    guard questions.insert(question).inserted else { throw DamagedRow("\(name), which asks what another has asked") }
  }
}
