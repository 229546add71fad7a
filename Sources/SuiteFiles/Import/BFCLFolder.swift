import OrderedJSON
import EvalCore
import Foundation

/// A folder of the leaderboard: `BFCL_v…_CATEGORY.json` and the answers under the same names in `possible_answer/`.
struct BFCLFolder {
  private let path: String
  private let names: [String]
  /// By category; nil for one that was complained about.
  private var known: [String: Entries?] = [:]

  struct Entries {
    let entries: [String: BFCLEntry]
    let answers: BFCLAnswers
  }

  init(_ path: String) throws(Diagnostics) {
    self.path = path
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      let position = FilePosition(file: path, line: 1, column: 1)
      throw Diagnostics([Diagnostic(.error, at: position, "'\(path)' is not a folder that can be read")])
    }
  }

  /// The entries of a category; nil after a complaint, which comes once.
  mutating func entries(of node: LocatedNode, _ rule: BFCLRule, _ complaints: Complaints) -> Entries? {
    let category = node.stringValue ?? ""
    if let known = known[category] { return known }
    let read = read(category, node.position, rule, complaints)
    known[category] = .some(read)
    return read
  }

  private func read(
    _ category: String, _ position: FilePosition, _ rule: BFCLRule, _ complaints: Complaints
  ) -> Entries? {
    guard let name = names.last(where: { Self.isFile($0, of: category) }) else {
      complaints.error(
        at: position, "expected a file 'BFCL_v…_\(category.excerpt).json' in '\(path)', found none")
      return nil
    }
    guard let source = source(name, complaints) else { return nil }
    var answers = BFCLAnswers()
    if rule.checksCalls {
      guard let source = self.source("possible_answer/\(name)", complaints) else { return nil }
      answers.add(source, complaints)
    }
    let entries = BFCLEntry.all(in: source, complaints).map { ($0.id, $0) }
    return Entries(entries: Dictionary(firstOf: entries), answers: answers)
  }

  private func source(_ name: String, _ complaints: Complaints) -> SourceText? {
    let path = "\(self.path)/\(name)"
    do throws(Diagnostics) {
      return BFCLImport.source((path, try UserFile.bytes(of: path)), complaints)
    } catch {
      error.all.forEach(complaints.add)
      return nil
    }
  }

  private static func isFile(_ name: String, of category: String) -> Bool {
    guard name.hasPrefix("BFCL_v"), name.hasSuffix("_\(category).json") else { return false }
    let version = name.dropFirst("BFCL_v".count).dropLast("_\(category).json".count)
    return !version.isEmpty && version.allSatisfy(\.isNumber)
  }
}
