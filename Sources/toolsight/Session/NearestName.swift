import EvalCore
import SuiteFiles

extension Suggestion {
  /// `did you mean 'x'?` where a known name is like the one that was written.
  static func fix(for name: String, among known: [String]) -> String? {
    nearest(to: name, among: known).map { "did you mean '\($0)'?" }
  }
}

extension Suite {
  func requireVariant(_ name: String) throws -> Variant {
    if let found = variant(name) { return found }
    let known = variants.map(\.name)
    throw CommandFailure(
      .wrongInput, "suite '\(self.name)' has no variant '\(name)'",
      fix: Suggestion.fix(for: name, among: known) ?? "choose from \(known.joined(separator: ", "))")
  }
}
