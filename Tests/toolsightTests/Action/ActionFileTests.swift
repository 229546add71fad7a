import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import SuiteFiles

/// `action.yml` and the workflow beside it, read as GitHub reads them.
@Suite struct ActionFileTests {
  private static let bash = ["/bin/bash", "/usr/bin/bash"].first { FileManager.default.isExecutableFile(atPath: $0) }

  private func file(_ path: String) throws -> JSON {
    let text = try String(contentsOf: ProjectRoot.folder.appending(path: path), encoding: .utf8)
    return try YAMLTree.read(SourceText(Array(text.utf8), path: path), Complaints()).json
  }

  private func steps(_ path: String) throws -> [JSON] {
    let read = try file(path)
    let jobs = read["jobs"]?.objectValue?.members.compactMap { $0.value["steps"]?.arrayValue }.flatMap(\.self)
    return try #require(jobs ?? read["runs"]?["steps"]?.arrayValue)
  }

  private static let files = ["action.yml", ".github/workflows/ci.yml"]

  @Test func saysWhatItTakesAndGives() throws {
    let action = try file("action.yml")
    #expect(action["runs"]?["using"] == "composite")
    for kind in ["inputs", "outputs"] {
      let members = try #require(action[kind]?.objectValue).members
      #expect(!members.isEmpty)
      for member in members { #expect(member.value["description"]?.stringValue?.isEmpty == false, "\(member.key)") }
    }
    for input in try #require(action["inputs"]?.objectValue).members {
      #expect((input.value["required"] == true) != (input.value["default"]?.stringValue != nil), "\(input.key)")
    }
  }

  /// An input inside of a script would be a way to run code with the repository's token.
  @Test(arguments: files)
  func noExpressionStandsInAScript(path: String) throws {
    for script in try steps(path).compactMap({ $0["run"]?.stringValue }) {
      #expect(!script.contains("${{"), "\(script)")
    }
  }

  @Test(.enabled(if: bash != nil, "this machine has no bash"), arguments: files)
  func everyScriptIsBash(path: String) async throws {
    let workplace = try Workplace()
    let scripts = try steps(path).compactMap { $0["run"]?.stringValue }
    try #require(!scripts.isEmpty)
    for script in scripts {
      try workplace.write(script, to: "script")
      let ended = try await BashScript(workplace).run("-n", "\(workplace.path)/script")
      #expect(ended.way == .code(0), "\(ended.errors)")
    }
  }

  @Test func everyScriptOfTheActionIsThereAndCanBeRun() throws {
    let named = try steps("action.yml").compactMap { $0["run"]?.stringValue }.flatMap { script in
      script.matches(of: #/\$GITHUB_ACTION_PATH/([a-z/]+)/#).map { String($0.1) }
    }
    #expect(named == ["scripts/action/find", "scripts/action/build", "scripts/action/run"])
    for path in named {
      #expect(FileManager.default.isExecutableFile(atPath: ProjectRoot.folder.appending(path: path).path), "\(path)")
    }
  }

  @Test func whatItRefersToIsDeclared() throws {
    let text = try String(contentsOf: ProjectRoot.folder.appending(path: "action.yml"), encoding: .utf8)
    let inputs = try #require(file("action.yml")["inputs"]?.objectValue).keys
    let ids = try steps("action.yml").compactMap { $0["id"]?.stringValue }
    #expect(Set(text.matches(of: #/inputs\.([a-z\-]+)/#).map { String($0.1) }) == Set(inputs))
    for reference in text.matches(of: #/steps\.([a-z]+)\.outputs/#) { #expect(ids.contains(String(reference.1))) }
  }

  @Test func theWorkflowGivesTheActionOnlyInputsThatItHas() throws {
    let inputs = try #require(file("action.yml")["inputs"]?.objectValue).keys
    let step = try #require(steps(".github/workflows/ci.yml").first { $0["uses"] == "./" })
    #expect(Set(try #require(step["with"]?.objectValue).keys).subtracting(inputs) == [])
  }
}
