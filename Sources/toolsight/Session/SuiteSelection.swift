import EvalCore
import Foundation
import History
import OrderedJSON
import Reports
import SuiteFiles

extension SelectionSettings {
  /// The suites with only what was asked for. Those in which nothing of it is are left out and named, because their gates
  /// then say nothing.
  ///
  /// - Throws: where no suite has a name that was asked for, or none has a case to ask.
  func select(from suites: [Suite]) throws -> [Suite] {
    try check(variants, "variant", in: suites) { $0.variants.map(\.name) }
    try check(cases, "case", in: suites) { $0.cases.map(\.id) }
    try check(tags, "tag", in: suites) { $0.cases.flatMap(\.tags) }
    var selected: [Suite] = []
    var empty: [EmptySelection] = []
    for suite in suites {
      do throws(EmptySelection) {
        selected.append(try part(of: suite))
      } catch {
        empty.append(error)
      }
    }
    if selected.isEmpty {
      throw CommandFailure(.wrongInput, empty.map { Message($0.description) })
    }
    for left in empty { Terminal.complain("left out: \(left)".visible(keepsLines: true)) }
    return selected
  }

  private func check(
    _ wanted: [String], _ kind: String, in suites: [Suite], _ names: (Suite) -> [String]
  ) throws {
    if wanted.isEmpty { return }
    let known = Set(suites.flatMap(names))
    for name in wanted where !known.contains(name) {
      let holder = suites.count == 1 ? "suite '\(suites[0].name)' has no" : "none of the \(suites.count) suites has a"
      throw CommandFailure(
        .wrongInput, "\(holder) \(kind) '\(name)'", fix: Suggestion.fix(for: name, among: known.sorted()))
    }
  }

  private func part(of suite: Suite) throws(EmptySelection) -> Suite {
    var part = suite
    if !variants.isEmpty {
      part.variants = suite.variants.filter { variants.contains($0.name) }
      if part.variants.isEmpty { throw EmptySelection(suite, "no variant \(Self.list(variants))") }
    }
    if !cases.isEmpty { part.cases = part.cases.filter { cases.contains($0.id) } }
    if !tags.isEmpty { part.cases = part.cases.filter { !Set($0.tags).isDisjoint(with: tags) } }
    if part.cases.isEmpty { throw EmptySelection(suite, "no \(wantedCases)") }
    let asked = part.cases.filter(part.asks)
    if asked.isEmpty { throw EmptySelection(suite, "no case to ask: \(whyNoneIsAsked(in: part))") }
    if let shard {
      let all = asked.count
      part.cases = shard.part(of: asked)
      if part.cases.isEmpty {
        throw EmptySelection(suite, "no case for --shard \(shard.index)/\(shard.count): it has \(all)")
      }
    }
    part.unselected = Set(suite.cases.map(\.id)).subtracting(part.cases.map(\.id))
    return part
  }

  /// E.g. `every selected case is marked todo or skip_in`.
  private func whyNoneIsAsked(in part: Suite) -> String {
    let which = cases.isEmpty && tags.isEmpty ? "every case" : "every selected case"
    let todo = part.cases.count(where: \.todo)
    let mark = todo == part.cases.count ? "todo" : todo == 0 ? "skip_in" : "todo or skip_in"
    let whom = variants.isEmpty || mark == "todo" ? "" : " for variant \(Self.list(variants))"
    return "\(which) is marked \(mark)\(whom)"
  }

  /// E.g. `case 'a' with the tag 'write'`.
  private var wantedCases: String {
    let named = cases.isEmpty ? "case" : "case \(Self.list(cases))"
    return tags.isEmpty ? named : "\(named) with the tag \(Self.list(tags))"
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(4).map { "'\($0)'" }.joined(separator: " or ")
    return names.count > 4 ? "\(shown) or …" : shown
  }
}

/// Why nothing of a suite is asked.
private struct EmptySelection: Error, CustomStringConvertible {
  let description: String

  init(_ suite: Suite, _ reason: String) { description = "suite '\(suite.name)' has \(reason)" }
}

extension PlanParameters.Shard {
  /// Every N-th case that is asked, so that parts of a sorted suite are alike; every variant and repeat of a case stays
  /// together. Together the parts are the whole, and no two share a case.
  fileprivate func part(of cases: [EvalCase]) -> [EvalCase] {
    cases.enumerated().filter { $0.offset % count == index - 1 }.map(\.element)
  }
}
