import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import Registry

@Suite struct RegistryReadingTests {
  private let folder: TemporaryFolder
  private let registry: Registry

  init() throws {
    folder = try TemporaryFolder()
    registry = try RegistrySample.open(folder)
    try RegistrySample.fill(registry)
  }

  @Test(arguments: [("tracker", "2.1.0"), ("tracker@2.0", "2.0.0"), ("tracker@^1", "1.0.0")])
  func aReferenceMeansTheNewestThatFits(text: String, version: String) throws {
    let set = try registry.set(RegistrySample.reference(text))
    #expect("\(set.version)" == version)
    #expect(set.tools.map(\.definition) == RegistrySample.tools.tools.map(\.json))
    #expect(set.instructions == "Be kind.")
  }

  @Test func aTenantsToolsStandInThePlaceOfEverybodysAndBehindThem() throws {
    let set = try registry.set(RegistrySample.reference("tracker@2.0?tenant=acme"))
    #expect(set.tools.map(\.name) == ["find", "get", "purge"])
    #expect(set.tools.map(\.isTenantsOwn) == [true, false, true])
    #expect(set.tools[0].definition == Made.tool("find", ["words"]).json)
    #expect(set.instructions == "Be kind.")
    #expect(try registry.set(RegistrySample.reference("tracker@2.0")).tools.count == 2)
  }

  @Test func aTenantSeesEverybodysNewerVersions() throws {
    let set = try registry.set(RegistrySample.reference("tracker?tenant=acme"))
    #expect("\(set.version)" == "2.1.0" && set.tools.allSatisfy { !$0.isTenantsOwn })
  }

  @Test(arguments: [
    ("trackr", RegistryFailure.Code.unknownSet, "no tool set 'trackr'", ["tracker"]),
    ("tracker@3", .unknownVersion, "no version of 'tracker' fits '3'", []),
    ("tracker?tenant=amce", .unknownTenant, "no tenant 'amce'", ["acme"]),
  ])
  func saysWhatIsThereInstead(text: String, code: RegistryFailure.Code, said: String, known: [String]) throws {
    let failure = try #require(throws: RegistryFailure.self) { try registry.set(RegistrySample.reference(text)) }
    #expect(failure.code == code && failure.message.contains(said), "\(failure)")
    #expect(failure.choice?.known ?? [] == known)
    if code == .unknownVersion { #expect(failure.fix == "there are 1.0.0, 2.0.0, 2.1.0") }
  }

  @Test func aSetThatTenantsAloneHaveNeedsOneOfThem() throws {
    _ = try registry.register(
      RegistrySample.new("1", name: "secret", tenant: "acme"), by: RegistrySignature("ana"))
    let failure = try #require(throws: RegistryFailure.self) { try registry.set(RegistrySample.reference("secret@1")) }
    #expect(failure.fix == "write registry:secret@1?tenant=acme")
    #expect(try registry.set(RegistrySample.reference("secret?tenant=acme")).tools.count == 2)
  }

  @Test func anEmptyRegistrySaysHowToFillIt() throws {
    let other = try TemporaryFolder()
    let empty = try RegistrySample.open(other)
    let failure = try #require(throws: RegistryFailure.self) { try empty.set(RegistrySample.reference("tracker")) }
    #expect(failure.fix == "toolsight registry import FILE --name tracker --version 1")
  }

  @Test func listsByNameWithTheNewestFirst() throws {
    let sets = try registry.sets()
    #expect(sets.map { "\($0.version)" } == ["2.1.0", "2.0.0", "2.0.0", "1.0.0"])
    #expect(sets.map(\.tenant) == [nil, nil, "acme", nil])
    #expect(sets.map(\.tools) == [2, 2, 2, 2] && sets[2].importedBy == "bo")
  }

  @Test func aToolSetFileHasTheEnabledToolsAndWhatTheRegistrySaysOfThem() throws {
    var new = RegistrySample.new("3")
    (new.scopes, new.rates) = (["get": ["issues:read"]], ["get": "5/1m"])
    _ = try registry.register(new, by: RegistrySignature("ana"))
    let reference = try RegistrySample.reference("tracker@3")
    _ = try registry.setEnabled(false, ToolAddress("find", of: reference), by: RegistrySignature("ana"))
    let file = try registry.usableSet(reference).toolSetFile
    #expect(file["tools"] == .array([.object(RegistrySample.tools.tools[1].json)]))
    #expect(file["_registry"]?["tools"] == ["get": ["scopes": ["issues:read"], "limit": "5/1m"]])
    #expect(file["instructions"] == "Be kind.")
  }
}
