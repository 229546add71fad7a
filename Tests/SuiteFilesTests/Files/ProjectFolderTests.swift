import EvalCore
import Foundation
import TestSupport
import Testing

@testable import SuiteFiles

struct ProjectFolderTests {
  /// A project with a link out of it, a large file and a pipe.
  private static func withProject(_ body: (String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let (base, manager) = (folder.path, FileManager.default)
    try folder.write([], to: "project/toolsight.yaml")
    for file in [
      "project/suites/a.yaml", "project/suites/deep/b.yaml", "project/suites/.hidden.yaml", "outside/c.yaml",
    ] {
      try folder.write("x: y\n".utf8, to: file)
    }
    try manager.createSymbolicLink(
      atPath: base + "/project/suites/link.yaml", withDestinationPath: base + "/outside/c.yaml")
    mkfifo(base + "/project/suites/pipe.yaml", 0o600)
    try body(base)
  }

  @Test(arguments: [
    ("suites/b.yaml", "suites/a.yaml"), ("suite/deep/b.yaml", "suites/deep/b.yaml"),
    ("suites/dep/b.yml", "suites/deep/b.yaml"),
    ("suites/nothing-like-it.yaml", nil), ("nowhere/a.yaml", nil), ("../outsid/c.yaml", "../outside/c.yaml"),
  ])
  func aPathThatLeadsNowhereIsOneNearIt(path: String, meant: String?) throws {
    try Self.withProject { base in
      let fix = PathSuggestion.fix(for: path, from: base + "/project")
      #expect(fix == meant.map { "did you mean '\($0)'?" })
    }
  }

  /// What lies outside of a project is not said to whoever wrote one of its files.
  @Test func namesOutsideOfTheRootAreNotSaid() throws {
    try Self.withProject { base in
      let folder = ProjectFolder(root: base + "/project", workingDirectory: base)
      #expect(folder.fix(forMissing: "../../outside/d.yaml", writtenIn: "suites/a.yaml") == nil)
      #expect(folder.fix(forMissing: "dep/b.yaml", writtenIn: "suites/a.yaml") == "did you mean 'deep/b.yaml'?")
      #expect(folder.fix(forMissing: "outside/d.yaml", writtenIn: nil) == "did you mean 'outside/c.yaml'?")
    }
  }

  @Test func theNearestMarkedFolderIsTheRoot() throws {
    try Self.withProject { base in
      let folder = ProjectFolder(
        containing: base + "/project/suites/deep/b.yaml", workingDirectory: base + "/project/suites")
      #expect(folder.root.hasSuffix("/project"))
      let path = try folder.path(of: "deep/b.yaml")
      #expect(path == "suites/deep/b.yaml")
      #expect(folder.shownPath(of: "suites/a.yaml") == "a.yaml")
      #expect(folder.shownPath(of: "toolsight.yaml") == "../toolsight.yaml")
      let bytes = try folder.bytes(of: "suites/a.yaml", limit: 5)
      #expect(String(decoding: bytes, as: UTF8.self) == "x: y\n")
      let paths = try folder.paths(under: "suites")
      #expect(paths == ["a", "deep/b", "link", "pipe"].map { "suites/\($0).yaml" })
    }
  }

  @Test func withoutAMarkTheWorkingDirectoryIsTheRootOfWhatLiesUnderIt() throws {
    try Self.withProject { base in
      try FileManager.default.removeItem(atPath: base + "/project/toolsight.yaml")
      let suite = base + "/project/suites/deep/b.yaml"
      #expect(ProjectFolder(containing: suite, workingDirectory: base + "/project").root.hasSuffix("/project"))
      #expect(ProjectFolder(containing: suite, workingDirectory: base + "/outside").root.hasSuffix("/suites/deep"))
    }
  }

  @Test func nothingOutsideIsRead() throws {
    try Self.withProject { base in
      let folder = ProjectFolder(containing: base + "/project/suites/a.yaml", workingDirectory: base)
      let refusal = FileRefusal.outside(root: folder.root)
      #expect(throws: refusal) { try folder.bytes(of: "suites/link.yaml", limit: 100) }
      #expect(throws: refusal) { try folder.bytes(of: "../outside/c.yaml", limit: 100) }
      #expect(throws: refusal) { try folder.path(of: "outside/c.yaml") }
    }
  }

  @Test func whatIsNoFileOrTooLargeIsRefused() throws {
    try Self.withProject { base in
      let folder = ProjectFolder(containing: base + "/project/suites/a.yaml", workingDirectory: base)
      #expect(throws: FileRefusal.missing) { try folder.bytes(of: "suites/none.yaml", limit: 100) }
      #expect(throws: FileRefusal.notAFile) { try folder.bytes(of: "suites", limit: 100) }
      #expect(throws: FileRefusal.notAFile) { try folder.bytes(of: "suites/pipe.yaml", limit: 100) }
      #expect(throws: FileRefusal.tooLarge(limit: 4)) { try folder.bytes(of: "suites/a.yaml", limit: 4) }
    }
  }

  @Test func aHugeSuiteIsRefusedBeforeItIsRead() throws {
    try Self.withProject { base in
      let path = base + "/project/suites/huge.yaml"
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      #expect(truncate(path, 100_000_000) == 0)
      let reader = SuiteReader(ProjectFolder(containing: path))
      let error = try #require(throws: Diagnostics.self) { try reader.read(path) }
      #expect(error.all.map(\.message) == ["'\(path)' is larger than 16 MB"])
    }
  }
}
