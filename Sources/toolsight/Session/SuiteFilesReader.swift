import EvalCore
import Foundation
import OrderedJSON
import SuiteFiles

/// Reads suites from disk for a command.
struct SuiteFilesReader {
  let console: Console
  /// The registry that `registry:` leads to, as `--registry` names it; nil for the usual one.
  var registry: String?

  /// All suites, or exit 2 after every complaint about every one of them.
  func read(_ paths: [String]) throws -> [Suite] {
    let read = paths.map(result)
    for reading in read { console.show(reading.diagnostics) }
    let good = read.compactMap(\.suite)
    if good.count < paths.count {
      throw CommandFailure(
        Exit.worst(read.map(\.exit)), read.filter { $0.suite == nil }.map { Message($0.tally, label: nil) })
    }
    return good
  }

  func suite(_ path: String) throws -> Suite { try read([path])[0] }

  func result(of path: String) -> SuiteReading {
    var folder = ProjectFolder(containing: path)
    let registry = SuiteRegistry(RegistryPlace(registry, in: folder), console)
    folder.registry = registry
    let (draft, complaints) = SuiteReader(folder, today: Self.today).draft(path)
    return SuiteReading(path: path, draft: draft, diagnostics: complaints, exitWhereBad: registry.exit)
  }

  /// `YYYY-MM-DD` in UTC, so that a quarantine ends everywhere at once.
  private static var today: String { String(Timestamp.text(Date()).prefix(10)) }
}

/// A suite or what is wrong with it.
struct SuiteReading {
  let path: String
  /// As much as there is beside errors.
  let draft: Suite?
  let diagnostics: [Diagnostic]
  /// What it ends a command with, if it cannot be read.
  let exitWhereBad: Exit

  var exit: Exit { isGood ? .pass : exitWhereBad }
  var isGood: Bool { suite != nil }
  var suite: Suite? { diagnostics.contains { $0.severity == .error } ? nil : draft }

  var tally: String {
    let errors = diagnostics.count { $0.severity == .error }
    return "\(path): \(errors.counted("error")); nothing was asked of a model"
  }
}
