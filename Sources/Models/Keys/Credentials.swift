import CurlHTTP

/// The keys of the vendors, read from the variables that their own SDKs read, and the hosts that each may go to.
package struct Credentials: Sendable {
  private let environment: [String: String]
  /// Hosts that `--trust-endpoint` names.
  private let trustedHosts: Set<String>

  package init(environment: [String: String], trustedHosts: Set<String> = []) {
    self.environment = environment
    self.trustedHosts = Set(trustedHosts.map { $0.lowercased() })
  }

  /// Where a model lives and what opens it.
  package struct Access: Sendable {
    package let baseURL: String
    package let key: String?
  }

  /// Every key that this product reads, by variable.
  package var keys: [String: String] {
    Dictionary(
      Vendor.all.compactMap { vendor in value(of: vendor.keyVariable).map { (vendor.keyVariable, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Decides base URL and key; a key goes only to its vendor's own host, the host of the vendor's base-URL variable, a URL of
  /// the command line, or a host that the user trusts. Plain http only reaches loopback.
  package func access(to reference: ModelReference, vendor: Vendor) throws(ModelSetupError) -> Access {
    let variableURL = value(of: vendor.urlVariable)
    let base = reference.url ?? variableURL ?? vendor.defaultURL
    let address = try address(base, of: reference)
    guard address.scheme == "https" || address.isLoopback else {
      throw ModelSetupError(
        "model '\(reference.text)': plain http only reaches this machine: write https:// for '\(address.host)'")
    }
    let vendorHost = try self.address(vendor.defaultURL, of: reference).host
    let key = value(of: vendor.keyVariable)
    if key == nil && address.host == vendorHost {
      throw ModelSetupError("model '\(reference.text)' needs a key: set \(vendor.keyVariable)")
    }
    let variableHost = try variableURL.map { url throws(ModelSetupError) in try self.address(url, of: reference).host }
    let mayHaveKey =
      [vendorHost, variableHost].contains(address.host) || trustedHosts.contains(address.host)
      || (reference.url != nil && reference.origin == .commandLine)
    return Access(baseURL: base.hasSuffix("/") ? String(base.dropLast()) : base, key: mayHaveKey ? key : nil)
  }

  /// An empty variable is an unset one.
  private func value(of variable: String) -> String? {
    environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  private func address(_ url: String, of reference: ModelReference) throws(ModelSetupError) -> CurlAddress {
    do {
      return try CurlAddress(url)
    } catch {
      throw ModelSetupError("model '\(reference.text)': \(error.context)")
    }
  }
}

/// A vendor of models: where it lives and which variables its own SDK reads.
package struct Vendor: Sendable, Hashable {
  package let name: String
  package let keyVariable: String
  package let urlVariable: String
  package let defaultURL: String

  package static let openAI = Vendor(
    name: "openai", keyVariable: "OPENAI_API_KEY", urlVariable: "OPENAI_BASE_URL",
    defaultURL: "https://api.openai.com/v1")

  static let all = [openAI]
}

/// A model that cannot be set up: the operator mends the command line, the configuration or a key (exit code 2).
package struct ModelSetupError: Error, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
