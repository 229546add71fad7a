import EvalCore
import OrderedJSON

/// The list that all readers of one set of files write their complaints to; a class because they share the one list.
final class Complaints {
  private(set) var all: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []
  private var unlisted = 0

  /// Nobody reads more; hostile files could make millions.
  static let most = 500

  /// Those that are not listed count too.
  private(set) var hasErrors = false
  var isFull: Bool { all.count >= Self.most }

  func add(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error { hasErrors = true }
    guard !isFull else {
      unlisted += 1
      return
    }
    if seen.insert(diagnostic).inserted { all.append(diagnostic) }
  }

  func error(
    at position: FilePosition, _ message: @autoclosure () -> String, fix: @autoclosure () -> String? = nil
  ) {
    add(.error, at: position, message, fix)
  }

  func warning(
    at position: FilePosition, _ message: @autoclosure () -> String, fix: @autoclosure () -> String? = nil
  ) {
    add(.warning, at: position, message, fix)
  }

  /// Words nothing once the list is full: a search for what was meant takes its time.
  private func add(
    _ severity: Diagnostic.Severity, at position: FilePosition, _ message: () -> String, _ fix: () -> String?
  ) {
    if severity == .error { hasErrors = true }
    if isFull { unlisted += 1 } else { add(Diagnostic(severity, at: position, message(), fix: fix())) }
  }

  /// File by file in the order in which they first came up, then by position.
  var sorted: [Diagnostic] {
    var order: [String: Int] = [:]
    for complaint in all where order[complaint.position.file] == nil { order[complaint.position.file] = order.count }
    let sorted = all.enumerated().sorted { left, right in
      let (a, b) = (left.element.position, right.element.position)
      return (order[a.file] ?? 0, a.line, a.column, left.offset) < (order[b.file] ?? 0, b.line, b.column, right.offset)
    }
    return sorted.map(\.element) + leftOut
  }

  private var leftOut: [Diagnostic] {
    guard unlisted > 0, let last = all.last else { return [] }
    return [
      Diagnostic(
        .error, at: last.position, "\(unlisted.counted("more complaint")) \(unlisted == 1 ? "is" : "are") not listed")
    ]
  }
}
