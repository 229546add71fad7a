import Statistics

/// Selection counts of one arm by tool, each case weighing the same however often it was asked (`method.md` 1.2).
struct ToolTallies {
  /// Control names in the control's order, then others as they appear, then none, unknown and malformed.
  private(set) var labels: [String]
  private var indices: [String: Int]
  /// Gold and predicted label to cases.
  private var cells: [Cell: Double] = [:]
  private var falsePositives: [Int: Double] = [:]
  private let known: Int

  private struct Cell: Hashable {
    let gold: Int
    let predicted: Int
  }

  private static let special = [ConfusionCell.none, ConfusionCell.unknown, ConfusionCell.malformed]

  /// - Parameter tools: those to list even where nothing was asked of them.
  init(tools: [String]) {
    labels = []
    indices = [:]
    for tool in tools where indices[tool] == nil {
      indices[tool] = labels.count
      labels.append(tool)
    }
    known = labels.count
  }

  /// Adds the repeats of one case, which weigh as much as one trial.
  ///
  /// - Parameter repeats: their places in `trials`.
  mutating func add(_ repeats: [Int], of trials: [JudgedTrial]) {
    // Member by member, because taking a trial out of its array copies all of it.
    for index in repeats { add(trials[index].confusion, trials[index].calls, weight: 1 / Double(repeats.count)) }
  }

  /// Adds one trial with the weight 1/K of its case.
  mutating func add(_ trial: JudgedTrial, weight: Double) { add(trial.confusion, trial.calls, weight: weight) }

  private mutating func add(_ confusion: [ConfusionCell], _ calls: [JudgedCall], weight: Double) {
    for cell in confusion {
      let gold = index(cell.gold)
      let predicted = cell.predicted == cell.gold ? gold : index(cell.predicted)
      cells[Cell(gold: gold, predicted: predicted), default: 0] += cell.weight * weight
    }
    for call in calls.indices where calls[call].role == .extra {
      falsePositives[index(calls[call].tool), default: 0] += weight
    }
  }

  private mutating func index(_ label: String) -> Int {
    if let index = indices[label] { return index }
    indices[label] = labels.count
    labels.append(label)
    return labels.count - 1
  }

  /// Every tool, also the untested ones.
  var tools: [ToolScore] {
    let counts = counts
    return labels.indices.filter { !Self.special.contains(labels[$0]) }.map { tool in
      let support = counts[tool].support
      return ToolScore(
        tool: labels[tool], support: support, precision: counts[tool].precision, recall: counts[tool].recall,
        f1: counts[tool].f1, missedTo: missed(tool, support: support))
    }
  }

  var macroF1: Double? { labels.indices.filter { !Self.special.contains(labels[$0]) }.map { counts[$0] }.macroF1 }

  private var counts: [MatchCounts] {
    var counts = [MatchCounts](repeating: MatchCounts(), count: labels.count)
    for (cell, weight) in sorted {
      if cell.gold == cell.predicted {
        counts[cell.gold].truePositives += weight
      } else {
        counts[cell.gold].falseNegatives += weight
      }
    }
    for (tool, weight) in falsePositives { counts[tool].falsePositives += Self.whole(weight) }
    return counts
  }

  /// In one order in every process, because sums of doubles follow it.
  private var sorted: [(Cell, Double)] {
    cells.map { ($0.key, Self.whole($0.value)) }.sorted { ($0.0.gold, $0.0.predicted) < ($1.0.gold, $1.0.predicted) }
  }

  /// Three thirds of a case are one case: takes off what adding up shares of 1/K leaves in the last binary places.
  private static func whole(_ cases: Double) -> Double {
    abs(cases - cases.rounded()) < 1e-9 ? cases.rounded() : cases
  }

  private func missed(_ tool: Int, support: Double) -> [(tool: String, share: Double)] {
    sorted.filter { $0.0.gold == tool && $0.0.predicted != tool && $0.1 > 0 }
      .map { (tool: labels[$0.0.predicted], share: $0.1 / support) }
      .sorted { $0.share == $1.share ? $0.tool < $1.tool : $0.share > $1.share }
  }

  /// Labels with any mass.
  var confusion: Confusion {
    let cells = sorted
    let used = Set(cells.flatMap { [$0.0.gold, $0.0.predicted] })
    let tools = labels.indices.filter { used.contains($0) && !Self.special.contains(labels[$0]) }
    let order = tools + Self.special.compactMap { indices[$0] }.filter(used.contains)
    let rowOfLabel = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var rows = [[Double]](repeating: [Double](repeating: 0, count: order.count), count: order.count)
    for (cell, weight) in cells {
      guard let row = rowOfLabel[cell.gold], let column = rowOfLabel[cell.predicted] else { continue }
      rows[row][column] += weight
    }
    return Confusion(labels: order.map { labels[$0] }, rows: rows)
  }
}
