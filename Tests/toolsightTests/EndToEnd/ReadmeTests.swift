import Foundation
import TestSupport
import Testing

/// What the first page shows is what the program prints.
@Suite struct ReadmeTests {
  @Test func theFirstSampleOfOutputIsPrinted() async throws {
    let root = ProjectRoot.folder.path
    let workplace = try Workplace()
    for file in ["suites/getting-started.yaml", "fixtures/toolsets/issues.json"] {
      try workplace.write(String(contentsOfFile: "\(root)/\(file)", encoding: .utf8), to: file)
    }
    let readme = try String(contentsOfFile: "\(root)/README.md", encoding: .utf8)
    let sample = try #require(readme.split(separator: "```\n").first { $0.hasPrefix("$ toolsight run ") })
    let lines = sample.split(separator: "\n").dropFirst()
    let ended = try await Program(workplace).run("run", "suites/getting-started.yaml")
    let printed = ended.output.split(separator: "\n")
    #expect(!lines.isEmpty && lines.allSatisfy(printed.contains), "\(ended.output)")
  }
}
