import EvalCore
import TestSupport
@testable import Registry

/// A registry of two tools in two versions, with one tenant that has a tool of its own.
enum RegistrySample {
  static func open(_ folder: TemporaryFolder) throws -> Registry {
    try Registry.open(.file(folder.file("registry.sqlite")), creates: true)
  }

  static let tools = ToolSet(
    tools: [Made.tool("find", ["query"]), Made.tool("get", ["number"])], instructions: "Be kind.")

  static func fill(_ registry: Registry) throws {
    for version in ["1", "2", "2.1"] {
      _ = try registry.register(new(version), by: RegistrySignature("ana"))
    }
    _ = try registry.register(
      new("2", ToolSet(tools: [Made.tool("find", ["words"]), Made.tool("purge")]), tenant: "acme"),
      by: RegistrySignature("bo"))
  }

  static func new(
    _ version: String, _ set: ToolSet = tools, name: String = "tracker", tenant: String? = nil
  ) -> ToolSetRegistration {
    ToolSetRegistration(set, name: name, version: ToolVersion(version)!, tenant: tenant)
  }

  static func reference(_ text: String) throws -> RegistryReference { try RegistryReference(parsing: text) }
}
