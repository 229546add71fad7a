import Foundation
import Models
import OrderedJSON
import TestSupport
import Testing

/// Bodies as a provider's API takes or gives them, kept as files of `fixtures/providers`.
struct ProviderFixture {
  private let folder: URL

  init(_ provider: Provider) {
    folder = ProjectRoot.folder.appending(path: "fixtures/providers/\(provider.name)")
  }

  /// Every file with this ending, without it, sorted.
  func names(_ ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(ending) }
      .map { String($0.dropLast(ending.count)) }.sorted()
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  /// Compares a body with a file, byte for byte but for the file's indentation; `UPDATE_GOLDENS=1` rewrites a file that
  /// differs and still fails.
  func expect(_ body: [UInt8], equals name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = String(decoding: body, as: UTF8.self)
    let isUpdate = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"
    if isUpdate, (try? JSON(parsing: bytes(name)).compact) != found {
      let text = try JSON(parsing: body).pretty() + "\n"
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: folder.appending(path: name))
      Testing.Issue.record("'\(name)' was rewritten: read the difference", sourceLocation: sourceLocation)
    }
    #expect(try JSON(parsing: try bytes(name)).compact == found, sourceLocation: sourceLocation)
  }
}
