import OrderedJSON

/// A baseline's name that was found fit: branch names are.
struct BaselineName {
  let text: String

  private static let longest = 100
  private static let bytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-".utf8)
  /// What a command line would take for an option or for a path.
  private static let unfitFirst = Set("-./".utf8)

  init(_ text: String) throws(HistoryFailure) {
    let isFit = text.utf8.count <= Self.longest && text.utf8.allSatisfy(Self.bytes.contains)
    guard isFit, let first = text.utf8.first, !Self.unfitFirst.contains(first) else { throw .unfitName(text) }
    self.text = text
  }

  /// A name for a run that has none yet: one under which a command line would look for something else first is refused.
  init(saving text: String) throws(HistoryFailure) {
    try self.init(text)
    if RunReference.isLatest(text) { throw .takenName(text, "the latest run") }
    if RunReference.isExport(text) { throw .takenName(text, "an export file") }
  }
}

extension HistoryFailure {
  fileprivate static func unfitName(_ text: String) -> HistoryFailure {
    HistoryFailure(
      .unfitName,
      "expected a baseline's name of at most 100 letters, digits, '_', '.', '/' and '-', with none of the last three"
        + " in front, found \(text.quoted)",
      fix: "choose a name such as 'main' or 'release/2.0'")
  }

  fileprivate static func takenName(_ text: String, _ meaning: String) -> HistoryFailure {
    HistoryFailure(
      .unfitName, "expected a baseline's name, found \(text.quoted), which --baseline takes for \(meaning)",
      fix: "choose a name such as 'main' or 'release/2.0'")
  }
}

extension String {
  /// In single quotes, cut, and without control characters: for messages about what a stranger wrote.
  var quoted: String { "'\(excerpt(limit: 80))'" }
}
