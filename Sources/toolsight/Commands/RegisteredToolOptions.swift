import ArgumentParser
import EvalCore
import Foundation
import Registry

/// Which tool of the registry is changed, and by whom.
struct RegisteredToolOptions: ParsableArguments {
  @Argument(help: "The tool set's name.")
  var name: String

  @Argument(help: "The tool's name.")
  var tool: String

  @Option(help: ArgumentHelp("The version, or a range such as ^2. (default: the newest)", valueName: "version"))
  var version: String?

  @OptionGroup var tenant: TenantOptions
  @OptionGroup var author: AuthorOptions

  /// Changes the tool, and says what it is now.
  ///
  /// - Parameter word: what it is then.
  func change(
    in registry: RegistryOptions, _ console: Console, _ word: String,
    _ body: (Registry, ToolAddress, RegistrySignature) throws(RegistryFailure) -> ToolChangeOutcome
  ) throws {
    let address = try address()
    let outcome = try registry.place.use(console) { registry throws(RegistryFailure) in
      try body(registry, address, author.signature)
    }
    ToolChangeText(address, outcome, word).write(to: console)
  }

  private func address() throws -> ToolAddress {
    ToolAddress(tool, of: try tenant.reference(to: name, version: version))
  }
}

/// Whose tools are meant.
struct TenantOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The tenant whose tools are meant. (default: everybody's)", valueName: "name"))
  var tenant: String?

  /// - Parameter name: with a version after an `@`, where there is no other.
  func reference(to name: String, version: String? = nil) throws -> RegistryReference {
    let text = name + (version.map { "@\($0)" } ?? "") + (tenant.map { "?tenant=\($0)" } ?? "")
    do {
      return try RegistryReference(parsing: text)
    } catch {
      throw CommandFailure(.wrongInput, error.message, fix: error.fix)
    }
  }
}

/// Who changes something.
struct AuthorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who makes the change. (default: the user of this machine)", valueName: "name"))
  var by: String?

  var signature: RegistrySignature { RegistrySignature(by ?? NSUserName()) }
}
