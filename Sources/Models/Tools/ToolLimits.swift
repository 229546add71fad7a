import EvalCore
import OrderedJSON

/// What an API takes of tools, as far as it is known. Names are made to fit; what else is beyond a limit is sent all the
/// same, with a warning, because vendors move their limits.
struct ToolLimits: Sendable {
  /// Letters, digits and these stand in a name; nil where any character does.
  var nameMarks: String?
  /// A name begins with a letter or `_`.
  var beginsWithLetter = false
  /// ASCII characters; nil for no limit.
  var longestName: Int?
  /// Characters of a description.
  var longestDescription: Int?
  var mostTools: Int?

  func remarks(on tools: [Tool]) -> [String] {
    var remarks: [String] = []
    if let mostTools, tools.count > mostTools {
      remarks.append("\(tools.count.counted("tool")) are shown, and this API has refused more than \(mostTools)")
    }
    guard let longestDescription else { return remarks }
    for tool in tools {
      let count = tool.description?.unicodeScalars.count ?? 0
      guard count > longestDescription else { continue }
      remarks.append(
        "the description of '\(tool.name)' has \(count) characters, and this API has refused more than "
          + "\(longestDescription)")
    }
    return remarks
  }
}
