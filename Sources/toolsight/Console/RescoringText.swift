import EvalCore
import OrderedJSON

/// What a stored run, judged by today's suite, is not judged by, for people: which cases count as missing, and why.
struct RescoringText {
  private let rescoring: Rescoring
  private let path: String
  private let asked: Int

  /// Beyond these, the rest is a number.
  private static let mostNamed = 20

  /// - Parameters:
  ///   - today: the suite as it is.
  ///   - asked: how many cases the run asked.
  init(_ rescoring: Rescoring, by today: Suite, asked: Int) {
    self.rescoring = rescoring
    path = today.path
    self.asked = asked
  }

  /// What changes the numbers.
  var warning: Message? {
    guard !rescoring.losses.isEmpty else { return nil }
    let lines = reasons.map { reason in
      "  \(sentence(reason)): \(Self.list(rescoring.losses.filter { $0.reason == reason }.map(\.naming)))"
    }
    return Message(
      "\(rescoring.losses.count.grouped) of \(asked.counted("case")) of the run cannot be judged by '\(path)' and"
        + " count\(rescoring.losses.count == 1 ? "s" : "") as missing\n" + lines.joined(separator: "\n"),
      fix: "restore them, or run the suite as it is", label: "warning")
  }

  /// What does not.
  var remarks: [String] {
    var remarks: [String] = []
    if !rescoring.added.isEmpty {
      remarks.append("'\(path)' has cases that the run did not ask: \(Self.list(rescoring.added))")
    }
    if !rescoring.goneVariants.isEmpty {
      remarks.append(
        "'\(path)' no longer has what the run asked as \(Self.list(rescoring.goneVariants.map { "variant '\($0)'" })),"
          + " which is judged as it was")
    }
    return remarks
  }

  /// Each once.
  private var reasons: [Rescoring.Reason] { rescoring.losses.map(\.reason).distinct }

  private func sentence(_ reason: Rescoring.Reason) -> String {
    switch reason {
    case .gone: "gone, or under another id"
    case .todo: "marked todo"
    case .asksSomethingElse(let parts): "asked something else (\(parts.joined(separator: ", ")))"
    case .skipped: "skipped"
    case .strangers(let names): "judged by names that the run's tools do not have (\(names))"
    }
  }

  private static func list(_ names: [String]) -> String {
    let more = names.count - mostNamed
    return names.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more.grouped) more" : "")
  }
}

extension Rescoring.Loss {
  fileprivate var naming: String { caseID + (variants.map { " (\($0.joined(separator: ", ")))" } ?? "") }
}
