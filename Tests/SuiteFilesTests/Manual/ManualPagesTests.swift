import Foundation
import TestSupport
import Testing

/// What holds for the pages themselves: their links lead somewhere, a terminal can show them, and the code's citations are there.
@Suite struct ManualPagesTests {
  @Test(arguments: MarkdownPage.all)
  func everyLinkLeadsToAFileAndAHeading(_ path: String) throws {
    let page = try MarkdownPage(path)
    for link in page.links where !link.target.contains("://") {
      let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let file = Self.file(String(parts[0]), from: path)
      guard FileManager.default.fileExists(atPath: "\(ProjectRoot.path)/\(file)") else {
        Issue.record("\(path):\(link.line): \(link.target) leads nowhere")
        continue
      }
      guard parts.count == 2 else { continue }
      let anchors = try MarkdownPage(file).anchors
      #expect(anchors.contains(String(parts[1])), "\(path):\(link.line): \(link.target) is no heading")
    }
  }

  private static func file(_ target: String, from path: String) -> String {
    if target.isEmpty { return path }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    return String(URL(fileURLWithPath: "/\(folder)/\(target)").standardized.path.dropFirst())
  }

  @Test func helpHasAPageForEachTopic() {
    let topics = [
      "suites", "matchers", "gate", "models", "report", "method", "mcp", "registry", "files", "exit-codes", "ci",
    ]
    #expect(topics.filter { !MarkdownPage.manual.contains("docs/\($0).md") } == [])
  }

  @Test(arguments: MarkdownPage.manual)
  func aTerminalShowsThePageAsItIs(_ path: String) throws {
    for line in try MarkdownPage(path).written {
      let isProse = !line.text.hasPrefix("|") && !line.text.hasPrefix("#")
      #expect(!isProse || line.text.count <= 100, "\(path):\(line.number) is long")
      #expect(MarkdownPage.withoutCode(line.text).firstMatch(of: #/<[A-Za-z\/]/#) == nil, "\(path):\(line.number)")
    }
  }

  @Test(arguments: MarkdownPage.manual)
  func everyPlaceForAReferenceTableIsClosed(_ path: String) throws {
    var open: String?
    for line in try MarkdownPage(path).lines where line.text.hasPrefix("<!--") {
      if line.text == "<!-- /reference -->" {
        #expect(open != nil, "\(path):\(line.number)")
        open = nil
      } else {
        #expect(
          open == nil && line.text.wholeMatch(of: #/<!-- reference:[a-z-]+ -->/#) != nil, "\(path):\(line.number)")
        open = line.text
      }
    }
    #expect(open == nil, "\(path)")
  }

  @Test func everySectionThatTheCodeCitesIsThere() throws {
    let method = try Self.sections("docs/method.md")
    let mcp = try Self.sections("docs/mcp.md")
    var cited = 0
    for file in ProjectRoot.files(under: "Sources", [".swift"]) + ProjectRoot.files(under: "Tests", [".swift"]) {
      let text = try ProjectRoot.text(file)
      for match in text.matches(of: #/`docs\/[a-z-]+\.md`/#) {
        #expect(MarkdownPage.manual.contains(match.0.trimmingCharacters(in: ["`"])), "\(file) cites \(match.0)")
      }
      for match in text.matches(of: #/\b(method(?:\.md)?|mcp\.md)`? ((?:\d+\.\d+(?:, | and | to )?)+)/#) {
        let sections = match.1.hasPrefix("mcp") ? mcp : method
        for number in match.2.matches(of: #/\d+\.\d+/#) {
          #expect(sections.contains(String(number.0)), "\(file) cites \(match.0)")
          cited += 1
        }
      }
    }
    #expect(cited > 40)
  }

  /// The numbers that headings begin with.
  private static func sections(_ path: String) throws -> Set<String> {
    Set(try MarkdownPage(path).headings.compactMap { $0.prefixMatch(of: #/[\d.]*\d/#).map { String($0.0) } })
  }

  @Test func everyDecisionIsListedOnce() throws {
    let listed = try MarkdownPage("docs/decisions/README.md").links.map(\.target).filter { $0.hasPrefix("0") }
    let files = ProjectRoot.files(under: "docs/decisions", [".md"]).map {
      $0.split(separator: "/").last.map(String.init) ?? ""
    }
    for file in files where file != "README.md" { #expect(listed.contains(file), "\(file) is not in the index") }
  }
}
