/// The JSON of a command that prints a document for each suite: one array where there are several, printed as they come.
struct JSONDocuments {
  private let isArray: Bool
  private var count = 0

  /// - Parameter total: how many there will be at most.
  init(_ total: Int, _ console: Console) { isArray = total > 1 && console.format == .json }

  /// Comes before each document.
  mutating func next() {
    if isArray { Terminal.write(json: count == 0 ? "[" : ",") }
    count += 1
  }

  /// Comes behind the last one, also where others failed.
  func end() {
    if isArray { Terminal.write(json: count == 0 ? "[]" : "]") }
  }
}
