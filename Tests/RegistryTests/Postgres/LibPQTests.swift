import Testing

@testable import Registry

@Suite struct LibPQTests {
  @Test func whereItIsNotInstalledThePackageIsNamed() throws {
    let failure = try #require(throws: RegistryFailure.self) { try LibPQ.require(LibPQ(named: "libpq.so.none")) }
    #expect(failure.code == .noDriver && failure.fix?.contains("libpq5") == true)
    #expect(failure.code.concernsTheRequest)
  }
}
