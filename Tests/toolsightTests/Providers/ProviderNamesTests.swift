import Foundation
import Models
import OrderedJSON
import TestSupport
import Testing

struct ProviderNamesTests {
  /// The schema is for editors, which know no program.
  @Test func theConfigurationsSchemaNamesEveryProvider() throws {
    let schema = try String(
      contentsOf: ProjectRoot.folder.appending(path: "schemas/config.schema.json"), encoding: .utf8)
    let names = (Provider.all.map(\.name) + ModelReference.ownProviders).joined(separator: "|")
    #expect(schema.contains("\"^(\(names))(:|$)\""))
  }
}
