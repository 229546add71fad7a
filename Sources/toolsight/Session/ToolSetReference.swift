import EvalCore
import Foundation
import OrderedJSON
import SuiteFiles

/// A tool set as a user names one: a file, a suite's variant, or what a registry has.
struct ToolSetReference {
  private let path: String
  private let variant: String?

  /// - Parameter text: `FILE`, `SUITE:VARIANT`, or `registry:NAME`.
  init(_ text: String, variant: String? = nil) {
    let colon = text.lastIndex(of: ":")
    let isFile = FileManager.default.fileExists(atPath: text) || RegistryReference.isMeant(by: text)
    path = isFile || colon == nil ? text : String(text[..<colon!])
    self.variant = variant ?? (isFile ? nil : colon.map { String(text[text.index(after: $0)...]) })
  }

  func toolSet(_ console: Console) throws -> ToolSet { try suite(console).control.toolSet }

  /// The suite with this variant alone; a file of tools makes one without cases.
  func suite(_ console: Console) throws -> Suite {
    guard let variant else {
      try refuseSuite()
      let bytes = try bytes(console)
      let set = try orWrongInput { () throws(Diagnostics) in
        let (set, warnings) = try ToolSetReader.read(bytes, path: path)
        console.show(warnings)
        return set
      }
      return Suite(
        name: "tools", path: path, variants: [Variant(name: "tools", toolSet: set)], cases: [], strictness: .tools)
    }
    var suite = try SuiteFilesReader(console: console).suite(path)
    suite.variants = [try suite.requireVariant(variant)]
    return suite
  }

  private func bytes(_ console: Console) throws -> [UInt8] {
    guard RegistryReference.isMeant(by: path) else {
      return try orWrongInput { () throws(Diagnostics) in try UserFile.bytes(of: path) }
    }
    let registry = SuiteRegistry(RegistryPlace(), console)
    do {
      return try registry.registeredTools(RegistryReference(parsing: path))
    } catch let error as RegistryReferenceError {
      throw CommandFailure(.wrongInput, error.message, fix: error.fix)
    } catch let refusal as RegistryRefusal {
      throw CommandFailure(registry.exit, refusal.message, fix: refusal.fix)
    }
  }

  /// A suite is no tool set, and which of its variants is meant nobody has said.
  private func refuseSuite() throws {
    guard let bytes = try? UserFile.bytes(of: path), let value = try? PlainFile.value(bytes, path: path),
      value["schema"]?.stringValue?.hasPrefix("toolsight/suite/") == true
    else { return }
    let listed = value["variants"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
    let names = listed.isEmpty ? ["control"] : listed
    throw CommandFailure(
      .wrongInput,
      "'\(path)' is a suite, and a suite serves its variants' tools",
      fix: "name one: \(path):\(names[0]), or --variant \(names[0]) where the command has it"
        + (names.count > 1 ? "; there are \(names.joined(separator: ", "))" : ""))
  }
}
