import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import Registry

@Suite struct ToolChangeTests {
  private let folder: TemporaryFolder
  private let registry: Registry
  private let ana = RegistrySignature("ana", at: Date(timeIntervalSince1970: 0))

  init() throws {
    folder = try TemporaryFolder()
    registry = try RegistrySample.open(folder)
    try RegistrySample.fill(registry)
  }

  private func address(_ tool: String, _ set: String = "tracker@2.0") throws -> ToolAddress {
    ToolAddress(tool, of: try RegistrySample.reference(set))
  }

  @Test func aDisabledToolStaysRegisteredAndIsNotListed() throws {
    let outcome = try registry.setEnabled(false, address("find"), by: ana)
    #expect(outcome.isNew && "\(outcome.version)" == "2.0.0")
    #expect(try registry.set(RegistrySample.reference("tracker@2.0")).tools.map(\.isEnabled) == [false, true])
    #expect(try registry.setEnabled(false, address("find"), by: ana).isNew == false)
    #expect(try registry.setEnabled(true, address("find"), by: ana).isNew)
    let changes = try registry.history(of: "tracker", tool: "find").prefix(2)
    #expect(changes.map(\.kind) == [.enable, .disable])
    #expect(changes[1].before == ["enabled": true] && changes[1].after == ["enabled": false])
    #expect(changes[1].author == "ana" && changes[1].at == "1970-01-01T00:00:00.000Z")
  }

  @Test func aTenantsChangeIsNobodyElses() throws {
    _ = try registry.setEnabled(false, address("get", "tracker@2.0?tenant=acme"), by: ana)
    #expect(try registry.set(RegistrySample.reference("tracker@2.0?tenant=acme")).tools[1].isEnabled == false)
    #expect(try registry.set(RegistrySample.reference("tracker@2.0")).tools[1].isEnabled)
    // What it does not say otherwise stays everybody's, later changes of it among them.
    var replaced = RegistrySample.new("2", ToolSet(tools: [Made.tool("get", ["id"])]))
    replaced.replaces = true
    _ = try registry.register(replaced, by: ana)
    let get = try registry.set(RegistrySample.reference("tracker@2.0?tenant=acme")).tools.first { $0.name == "get" }
    #expect(get?.definition == Made.tool("get", ["id"]).json && get?.isEnabled == false)
  }

  @Test func aVersionThatOnlyEverybodyHasCanBeChangedForATenant() throws {
    _ = try registry.setEnabled(false, address("get", "tracker@2.1?tenant=acme"), by: ana)
    #expect(
      try registry.set(RegistrySample.reference("tracker@2.1?tenant=acme")).tools.map(\.isEnabled) == [true, false])
  }

  @Test func deprecationSaysSinceUntilAndWhatToUse() throws {
    let deprecation = ToolDeprecation(since: "2027-01-01", until: "2027-06-30", replacement: "get")
    #expect(try registry.deprecate(address("find"), deprecation, by: ana).isNew)
    #expect(try registry.set(RegistrySample.reference("tracker@2.0")).tools[0].deprecation == deprecation)
    #expect(try registry.deprecate(address("find"), deprecation, by: ana).isNew == false)
    #expect(
      try registry.history(of: "tracker")[0].after == ["since": "2027-01-01", "until": "2027-06-30", "use": "get"])
  }

  @Test(arguments: [
    ("2027-13-01", nil, "get", "expected a day"), ("2027-01-01", "2026-12-31", "get", "not to be before"),
    ("2027-01-01", nil, "gte", "has no tool 'gte'"), ("2027-01-01", nil, "find", "cannot replace itself"),
  ])
  func aDeprecationThatCannotBeIsRefused(since: String, until: String?, use: String, said: String) throws {
    let failure = try #require(throws: RegistryFailure.self) {
      try registry.deprecate(address("find"), ToolDeprecation(since: since, until: until, replacement: use), by: ana)
    }
    #expect(failure.message.contains(said), "\(failure)")
    #expect(try registry.history(of: "tracker", tool: "find").allSatisfy { $0.kind == .add })
  }

  @Test func whereAllAreDisabledNothingCanBeAsked() throws {
    for tool in ["find", "get"] { _ = try registry.setEnabled(false, address(tool), by: ana) }
    let failure = try #require(throws: RegistryFailure.self) {
      try registry.usableSet(RegistrySample.reference("tracker@2.0"))
    }
    #expect(failure.code == .nothingEnabled)
    #expect(failure.fix == "toolsight registry enable tracker TOOL --version 2.0.0")
  }

  @Test func historyOfWhatNeverWasIsAMistake() throws {
    let failure = try #require(throws: RegistryFailure.self) { try registry.history(of: "tracker", tool: "fnid") }
    #expect(failure.choice == RegistryFailure.Choice(word: "fnid", known: ["find", "get", "purge"]))
    #expect(throws: RegistryFailure.self) { try registry.history(of: "other") }
  }
}
