import Foundation
import OrderedJSON
import TestSupport
import Testing

/// What a real language model answered once, replayed: no network, no server, no key.
@Suite struct RealModelTests {
  private static let files = [
    "toolsight.yaml", "suites/getting-started.yaml", "fixtures/toolsets/issues.json",
    "fixtures/recordings/getting-started.smollm2.jsonl",
  ]

  private func workplace() throws -> Workplace {
    let workplace = try Workplace()
    for file in Self.files {
      try workplace.write(String(contentsOf: ProjectRoot.folder.appending(path: file), encoding: .utf8), to: file)
    }
    return workplace
  }

  @Test func theGettingStartedSuiteIsAnsweredFromTheRecording() async throws {
    let workplace = try workplace()
    let ended = try await Program(workplace).run(
      "run", "suites/getting-started.yaml", "--model", "smollm2", "--replay", Self.files[3], "--offline")
    #expect(ended.code == 0 || ended.code == 1, "\(ended.errors)")
    let report = try workplace.json("reports/latest/report.json")
    #expect(report.at("trials")?.count == 36 && report.at("scores/0/missing") == 0)
    #expect(report.at("run/models/0/note")?.stringValue?.contains("constrained") == true)
  }

  @Test func aRewordedToolIsAMissThatSaysWhatChanged() async throws {
    let workplace = try workplace()
    let suite = try workplace.text("suites/getting-started.yaml")
    let tools = try workplace.text("fixtures/toolsets/issues.json")
    try #require(suite.contains("name: today"))
    try workplace.write(
      tools.replacingOccurrences(of: "\"description\": \"", with: "\"description\": \"Really: "),
      to: "fixtures/toolsets/issues.json")
    let ended = try await Program(workplace).run(
      "run", "suites/getting-started.yaml", "--model", "smollm2", "--replay", Self.files[3], "--variant", "today",
      "--fail-fast")
    #expect(ended.code == 3)
    #expect(ended.errors.contains("not_recorded") && ended.errors.contains("changed"), "\(ended.errors)")
  }

  @Test func theRecordingHoldsTogether() async throws {
    let ended = try await Program(workplace()).run("recordings", "verify", Self.files[3])
    #expect(ended.way == .code(0))
  }
}
