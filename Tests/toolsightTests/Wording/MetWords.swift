import TestSupport
import Foundation
import OrderedJSON
import TestSupport

/// The words that a user meets: commands and groups of options in the help, columns of reports, keys and words of the schemas.
enum MetWords {
  static func all() throws -> Set<String> {
    let help = try ProjectRoot.text("fixtures/help.txt")
    let commands = help.matches(of: #/(?m)^\$ toolsight (.*) --help/#).flatMap { $0.1.split(separator: " ") }
    let groups = help.matches(of: #/(?m)^([A-Z][A-Z ]+):$/#).map { $0.1.lowercased() }
    let schemas = try ["suite", "config", "report"].map {
      try JSON(parsing: ProjectRoot.text("schemas/\($0).schema.json"))
    }
    let words = try commands.map(String.init) + groups + columns() + schemas.flatMap(Self.words)
    return Set(words.filter { $0.contains(#/[A-Za-z]/#) })
  }

  /// Keys, and the words that a key may have.
  private static func words(of schema: JSON) -> [String] {
    if let array = schema.arrayValue { return array.flatMap(words) }
    guard let object = schema.objectValue else { return [] }
    let keys = object["properties"]?.objectValue.map { $0.map(\.key) } ?? []
    let choices = ((object["enum"]?.arrayValue ?? []) + [object["const"]].compactMap(\.self)).compactMap(\.stringValue)
    return keys + choices + object.filter { $0.key != "examples" }.flatMap { words(of: $0.value) }
  }

  private static func columns() throws -> [String] {
    let folder = ProjectRoot.folder.appending(path: "Sources/Reports")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    return try paths.flatMap { path in
      let source = try ProjectRoot.text("Sources/Reports/\(path)")
      return source.matches(of: #/\.init\("([^"\\]+)"/#).map { String($0.1) }
        + source.matches(of: #/<th[^>]*>(?:<abbr[^>]*>)?([^<\\]+)</#).map { String($0.1) }
    }
  }
}

extension String {
  /// The words of a name in small letters and the singular, however it is spelt: `missedCallRate` is `missed call rate`.
  var inWords: String {
    replacing(#/([a-z0-9])([A-Z])/#, with: { "\($0.1) \($0.2)" }).lowercased()
      .split { !$0.isLetter && !$0.isNumber }
      .map { $0.count > 3 && $0.hasSuffix("s") && !$0.hasSuffix("ss") ? $0.dropLast() : $0 }.joined(separator: " ")
  }
}
