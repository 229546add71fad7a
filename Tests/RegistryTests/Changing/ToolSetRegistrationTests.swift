import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import Registry

@Suite struct ToolSetRegistrationTests {
  private let folder: TemporaryFolder
  private let registry: Registry
  private let ana = RegistrySignature("ana")

  init() throws {
    folder = try TemporaryFolder()
    registry = try RegistrySample.open(folder)
    try RegistrySample.fill(registry)
  }

  @Test func theSameAgainChangesNothing() throws {
    let before = try registry.history(of: "tracker")
    #expect(try registry.register(RegistrySample.new("2"), by: ana).isNothing)
    #expect(try registry.history(of: "tracker") == before)
  }

  @Test func otherToolsNeedAVersionOfTheirOwn() throws {
    let other = RegistrySample.new("2", ToolSet(tools: [Made.tool("find", ["text"])]))
    let failure = try #require(throws: RegistryFailure.self) { try registry.register(other, by: ana) }
    #expect(failure.code == .doubledVersion)
    #expect(failure.message == "version 2.0.0 of 'tracker' is registered, and not the same: 'find', 'get' differ")
    #expect(try registry.set(RegistrySample.reference("tracker@2.0")).tools.count == 2)
  }

  @Test func replacingKeepsWhatIsSaidOfToolsThatStay() throws {
    let reference = try RegistrySample.reference("tracker@2.0")
    _ = try registry.setEnabled(false, ToolAddress("find", of: reference), by: ana)
    var new = RegistrySample.new("2", ToolSet(tools: [Made.tool("new"), Made.tool("find", ["text"])]))
    new.replaces = true
    let outcome = try registry.register(new, by: ana)
    #expect(outcome == ToolSetRegistration.Outcome(added: 1, replaced: 1, removed: 1))
    let set = try registry.set(reference)
    #expect(set.tools.map(\.name) == ["new", "find"] && set.tools.map(\.isEnabled) == [true, false])
    #expect(set.tools[1].definition == Made.tool("find", ["text"]).json)
    #expect(try registry.history(of: "tracker").prefix(3).map(\.kind) == [.remove, .replace, .add])
  }

  @Test func anotherOrderOfMembersIsAnotherText() throws {
    var tool = Made.tool("find", ["query"]).json
    let name = tool["name"]
    tool["name"] = nil
    tool["name"] = name
    let set = ToolSet(tools: [Tool(tool)!, RegistrySample.tools.tools[1]], instructions: "Be kind.")
    #expect(throws: RegistryFailure.self) { try registry.register(RegistrySample.new("2", set), by: ana) }
  }
}
