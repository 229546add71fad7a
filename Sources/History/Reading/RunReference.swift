import Foundation

/// How a user names a run, or one variant of it: `last`, `last~2`, an id or the beginning of one, `@BASELINE`, or the
/// path of an export; then perhaps `:VARIANT`.
///
/// A word that can be one of the first four is one of them, whatever files there are: a file called `last` is written
/// `./last`. None of the four can hold a ':', so that all after the first one is the variant. A path can hold it: there
/// the longest beginning that is a file is the path, or else the longest that ends in `.jsonl`.
package struct RunReference: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// How many runs before the latest.
    case latest(Int)
    /// The whole of an id, or at least ``shortestBeginning`` of its digits.
    case beginning(String)
    case baseline(String)
    case file(String)
  }

  package let kind: Kind
  package let variant: String?
  /// As the user wrote it.
  package let text: String

  package static let shortestBeginning = 6

  package init(_ text: String) throws(HistoryFailure) {
    let (word, variant) = text.split(at: text.firstIndex(of: ":"))
    if let kind = try Kind(word) {
      try self.init(kind, variant, text)
    } else if let (path, variant) = Self.file(text) {
      try self.init(.file(path), variant, text)
    } else {
      throw .unreadable(text)
    }
  }

  /// What `--baseline` takes: a baseline's name, with or without '@', or the path of an export, which begins with `./`,
  /// `../` or `/` or ends in `.jsonl`.
  package init(baseline text: String) throws(HistoryFailure) {
    let isPath = ["./", "../", "/"].contains(where: text.hasPrefix) || Self.exportPath(text) != nil
    if isPath || text.hasPrefix("@") {
      try self.init(text)
    } else {
      let reference = try RunReference("@" + text)
      try self.init(reference.kind, reference.variant, text)
    }
  }

  /// What `--baseline` takes where no baseline has the name: any run, or an export's path; else what a baseline would be.
  package init(comparedWith text: String) throws(HistoryFailure) {
    if let run = try? RunReference(text), run.kind.isRunOfTheHistory {
      self = run
    } else {
      try self.init(baseline: text)
    }
  }

  private init(_ kind: Kind, _ variant: String?, _ text: String) throws(HistoryFailure) {
    guard variant?.isEmpty != true else { throw .emptyVariant(text) }
    self.kind = kind
    self.variant = variant
    self.text = text
  }

  private static func file(_ text: String) -> (path: String, variant: String?)? {
    heads(of: text).first { isFile($0.path) } ?? exportPath(text) ?? (text.contains("/") ? (text, nil) : nil)
  }

  static func isLatest(_ text: String) -> Bool { text == "last" }
  static func isExport(_ text: String) -> Bool { text.hasSuffix(".jsonl") }

  private static func exportPath(_ text: String) -> (path: String, variant: String?)? {
    heads(of: text).first { isExport($0.path) }
  }

  /// The whole text, and what stands before each of its last colons, the longest first.
  private static func heads(of text: String) -> [(path: String, variant: String?)] {
    let colons = text.indices.filter { text[$0] == ":" }.suffix(8).reversed()
    return [(text, nil)] + colons.map { text.split(at: $0) }
  }

  /// Whether it can only be read as a path, and there is nothing.
  package var isMissingFile: Bool {
    if case .file(let path) = kind { !Self.isFile(path) } else { false }
  }

  package static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }
}

extension RunReference.Kind {
  fileprivate var isRunOfTheHistory: Bool {
    switch self {
    case .latest, .beginning: true
    case .baseline, .file: false
    }
  }

  /// Nil where the word can only be a path.
  fileprivate init?(_ word: String) throws(HistoryFailure) {
    if word.hasPrefix("@") {
      self = .baseline(try BaselineName(String(word.dropFirst())).text)
    } else if RunReference.isLatest(word) {
      self = .latest(0)
    } else if word.hasPrefix("last~") {
      let digits = word.dropFirst("last~".count)
      guard let count = Int(digits), count >= 0, count.description == digits else { return nil }
      self = .latest(count)
    } else {
      let digits = word.lowercased()
      guard digits.utf8.count >= RunReference.shortestBeginning, digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
      else { return nil }
      self = .beginning(digits)
    }
  }
}

extension String {
  /// What stands before the character at `index` and after it.
  fileprivate func split(at index: Index?) -> (String, String?) {
    index.map { (String(self[..<$0]), String(self[self.index(after: $0)...])) } ?? (self, nil)
  }
}

extension HistoryFailure {
  fileprivate static func unreadable(_ text: String) -> HistoryFailure {
    HistoryFailure(
      .unknownRun,
      "expected 'last', 'last~N', '@BASELINE', a run's id or at least \(RunReference.shortestBeginning) of its digits,"
        + " or an export file, found \(text.quoted)",
      fix: listRuns)
  }

  fileprivate static func emptyVariant(_ text: String) -> HistoryFailure {
    HistoryFailure(
      .unknownVariant, "expected a variant after the ':' of \(text.quoted), found nothing",
      fix: "write \(String(text.dropLast()).quoted) for the whole run")
  }
}
