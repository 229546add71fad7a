/// A line that GitHub Actions reads from the log of a step and shows beside a file: `::error file=…,line=…::message`.
struct WorkflowCommand {
  enum Level: String {
    case error, warning, notice
  }

  let level: Level
  let title: String
  let message: String
  /// From the root of the repository; nil for a finding that is about no file.
  var file: String?
  var line: Int?

  /// Code points that a reader of an annotation still reads.
  private static let longestTitle = 160
  private static let longestMessage = 1_200

  func text(_ texts: TextGuard) -> String {
    var properties: [String] = []
    if let file { properties.append("file=\(Self.property(texts.text(file, limit: Self.longestMessage)))") }
    if let line, file != nil { properties.append("line=\(line)") }
    properties.append("title=\(Self.property(texts.text(title, limit: Self.longestTitle)))")
    return
      "::\(level.rawValue) \(properties.joined(separator: ","))::\(Self.data(texts.text(message, limit: Self.longestMessage)))"
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
