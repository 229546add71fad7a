import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import SuiteFiles

@Suite struct RegistryLookupTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("schema: toolsight/config/v1\n".utf8, to: "toolsight.yaml")
  }

  /// A registry of one set, `tracker` in version 2, that counts how often it is asked.
  private struct OneSet: RegistryLookup {
    let asked = Box(0)

    func registeredTools(_ reference: RegistryReference) throws(RegistryRefusal) -> [UInt8] {
      asked.update { $0 += 1 }
      guard reference.name == "tracker" else {
        throw RegistryRefusal("the registry has no tool set '\(reference.name)'", fix: "did you mean 'tracker'?")
      }
      let name = reference.tenant.map { "find_\($0)" } ?? "find"
      return JSON.object(["tools": [["name": .string(name), "inputSchema": ["type": "object"]]]]).utf8Bytes
    }
  }

  private func reader(_ tools: String, registry: (any RegistryLookup)? = OneSet()) throws -> SuiteReader {
    try folder.write(
      """
      schema: toolsight/suite/v1
      name: example
      tools: \(tools)
      variants: [{name: today}, {name: acme, tools: "registry:tracker?tenant=acme", rename: {find: {to: find_acme}}}]
      cases: [{id: a, prompt: x, expect: find}]
      """.utf8, to: "suite.yaml")
    var files = ProjectFolder(root: folder.path, workingDirectory: folder.path)
    files.registry = registry
    return SuiteReader(files)
  }

  @Test func aSuiteAndAVariantNameWhatIsRegistered() throws {
    let (suite, _) = try reader("registry:tracker@^2").read("suite.yaml")
    #expect(suite.variants.map { $0.toolSet.tools.map(\.name) } == [["find"], ["find_acme"]])
    #expect(suite.sources.map(\.path) == ["suite.yaml", "registry:tracker@^2", "registry:tracker?tenant=acme"])
  }

  @Test func aListMayMixItWithFilesUnderAPrefix() throws {
    try folder.write(#"[{"name": "find", "inputSchema": {"type": "object"}}]"#.utf8, to: "own.json")
    let (suite, _) = try reader("[own.json, {file: \"registry:tracker\", prefix: t_}]").read("suite.yaml")
    #expect(suite.control.toolSet.tools.map(\.name) == ["find", "t_find"])
  }

  @Test func whatARunKeepsIsReadWithoutARegistry() throws {
    let (suite, _) = try reader("registry:tracker@^2").read("suite.yaml")
    let stored = try SuiteReader(StoredFiles(suite.sources)).read("suite.yaml").suite
    #expect(stored.variants.map(\.toolSet) == suite.variants.map(\.toolSet))
    #expect(stored.sources == suite.sources)
  }

  @Test func theSameReferenceIsLookedUpOnce() throws {
    let registry = OneSet()
    _ = try reader("[\"registry:tracker\", {file: \"registry:tracker\", prefix: t_}]", registry: registry)
      .read("suite.yaml")
    #expect(registry.asked.value == 2)
  }

  @Test(arguments: [
    ("registry:trackr", "suite.yaml:3:8: error: the registry has no tool set 'trackr'\n  fix: did you mean 'tracker'?"),
    ("registry:tracker@v2", "suite.yaml:3:8: error: expected a version such as '2'"),
  ])
  func whatCannotBeHadIsSaidWhereItIsWritten(tools: String, said: String) throws {
    let error = try #require(throws: Diagnostics.self) { try reader(tools).read("suite.yaml") }
    #expect(error.all.contains { $0.description.hasPrefix(said) }, "\(error.all)")
  }

  @Test func withoutARegistryNothingIsRegistered() throws {
    let error = try #require(throws: Diagnostics.self) {
      try reader("registry:tracker", registry: nil).read("suite.yaml")
    }
    #expect(error.all[0].message == "there is no registry to find 'registry:tracker' in")
  }
}
