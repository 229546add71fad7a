import EvalCore
import Foundation
import SuiteFiles
import TestSupport
import Testing

struct SuiteReaderTests {
  private static let reader = SuiteReader(
    ProjectFolder(root: ProjectRoot.path, workingDirectory: ProjectRoot.path), today: "2026-01-01")

  private static func complaints(about file: String) -> [Diagnostic] {
    do throws(Diagnostics) {
      return try reader.read(file).warnings
    } catch {
      return error.all
    }
  }

  private static func text(_ complaints: [Diagnostic]) -> String {
    complaints.map { "\($0)\n" }.joined()
  }

  @Test(arguments: ProjectRoot.files(under: "fixtures/suites/invalid", [".yaml", ".json"]))
  func saysExactlyWhatIsWrong(_ file: String) throws {
    let complaints = Self.complaints(about: file)
    #expect(complaints.contains { $0.severity == .error })
    try Golden.expect(Self.text(complaints), equals: Self.expected(file))
  }

  @Test(arguments: ProjectRoot.files(under: "fixtures/suites/warnings", [".yaml"]))
  func warnsAndGoesOn(_ file: String) throws {
    let complaints = Self.complaints(about: file)
    #expect(!complaints.isEmpty && complaints.allSatisfy { $0.severity == .warning })
    try Golden.expect(Self.text(complaints), equals: Self.expected(file))
  }

  @Test(arguments: ProjectRoot.files(under: "fixtures/suites/valid", ["suite.yaml", "suite.json"]))
  func readsWhatIsRight(_ file: String) throws {
    #expect(Self.text(Self.complaints(about: file)) == "")
  }

  private static func expected(_ file: String) -> String {
    file.split(separator: ".").dropLast().joined(separator: ".") + (file.hasSuffix(".json") ? ".json" : "")
      + ".expected"
  }
}
