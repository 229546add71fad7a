import OrderedJSON
import CurlHTTP

/// The keys of the vendors, read from the variables that their own SDKs read, and the hosts that each may go to.
package struct Credentials: Sendable {
  private let environment: [String: String]
  /// Hosts that `--trust-endpoint` names, as written.
  private let trustedHosts: Set<String>
  /// Whether a vendor's own host must not be asked without a key; a recording needs none.
  package var needsKeys = true

  package init(environment: [String: String], trustedHosts: Set<String> = []) {
    self.environment = environment
    self.trustedHosts = trustedHosts
  }

  /// Every key that this product reads, by variable.
  package var keys: [String: String] {
    Dictionary(
      firstOf: Provider.all.flatMap(\.vendor.keyVariables).compactMap { name in value(of: name).map { (name, $0) } })
  }

  /// Decides base URL and key; a key goes only to its vendor's own host, the scheme, host and port of the vendor's base-URL
  /// variable, a URL of the command line, or a host that the user trusts. Plain http only reaches loopback.
  package func access(to reference: ModelReference, vendor: Vendor) throws(ModelSetupError) -> EndpointAccess {
    guard !reference.name.isEmpty else {
      throw ModelSetupError("expected a model's name after '\(reference.provider):', found '\(reference.text)'")
    }
    if let meant = reference.urlWithoutScheme {
      throw ModelSetupError(
        "expected a URL with http:// or https:// after '@', found '\(reference.text)': did you mean '\(meant)'?")
    }
    let (base, source) = base(of: reference, vendor: vendor)
    let address = try address(base, from: source)
    let isVendorsOwn = try address.isOfSameOrigin(as: self.address("https://\(vendor.host)", from: vendor.host))
    let mayHaveKey = try mayHaveKey(address, reference, vendor, isVendorsOwn: isVendorsOwn)
    let variable = keyVariable(of: vendor)
    let key = mayHaveKey ? try variable.map(key) : nil
    if key == nil && isVendorsOwn && needsKeys {
      throw ModelSetupError(
        "model '\(reference.withoutURL)' needs a key: set \(vendor.keyVariables.joined(separator: " or "))")
    }
    return EndpointAccess(
      baseURL: base.withoutSlashes, key: key, keyVariable: mayHaveKey ? variable : nil,
      isKeyWithheld: !mayHaveKey && variable != nil, isVendorsOwn: isVendorsOwn)
  }

  /// The base URL, and who wrote it, for messages.
  private func base(of reference: ModelReference, vendor: Vendor) -> (url: String, source: String) {
    let model = "model '\(reference.withoutURL)'"
    if let url = reference.url { return (url, "the URL of \(model)") }
    if let url = variableURL(of: vendor) { return (url, vendor.urlVariable) }
    return (vendor.defaultURL, model)
  }

  private func mayHaveKey(
    _ address: CurlAddress, _ reference: ModelReference, _ vendor: Vendor, isVendorsOwn: Bool
  ) throws(ModelSetupError) -> Bool {
    if isVendorsOwn || (reference.url != nil && reference.origin == .commandLine) { return true }
    if let url = variableURL(of: vendor), try self.address(url, from: vendor.urlVariable).isOfSameOrigin(as: address) {
      return true
    }
    for trusted in trustedHosts where try host(trusted) == address.host { return true }
    return false
  }

  private func keyVariable(of vendor: Vendor) -> String? { vendor.keyVariables.first { value(of: $0) != nil } }

  /// - Throws: where the key could not stand in a header; its value is not named.
  private func key(in variable: String) throws(ModelSetupError) -> String {
    let key = environment[variable, default: ""]
    guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ModelSetupError(
        "\(variable): expected visible ASCII characters, found spaces, line breaks or others: remove them")
    }
    return key
  }

  private func variableURL(of vendor: Vendor) -> String? {
    value(of: vendor.urlVariable).map(vendor.url(fromVariable:))
  }

  /// An empty variable is an unset one.
  private func value(of variable: String) -> String? {
    environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  private func address(_ url: String, from source: String) throws(ModelSetupError) -> CurlAddress {
    guard !url.contains("?"), !url.contains("#") else {
      throw ModelSetupError(
        "\(source): expected a base URL such as 'https://host/v1', found '?' or '#' in it: what follows '?' belongs under "
          + "'query' in the model's entry of toolsight.yaml")
    }
    let address: CurlAddress
    do { address = try CurlAddress(url) } catch { throw ModelSetupError("\(source): \(error.context)") }
    guard address.scheme == "https" || address.isLoopback else {
      throw ModelSetupError("\(source): plain http only reaches this machine: write https:// for '\(address.host)'")
    }
    return address
  }

  /// A trusted host in the spelling that ``CurlAddress`` gives every host.
  private func host(_ trusted: String) throws(ModelSetupError) -> String {
    let isBareIPv6 = trusted.count { $0 == ":" } > 1 && !trusted.hasPrefix("[")
    let address = try? CurlAddress("https://\(isBareIPv6 ? "[\(trusted)]" : trusted)/")
    guard let address, address.port == 443, address.path == "/", !trusted.contains(where: { "/?#".contains($0) }) else {
      throw ModelSetupError(
        "--trust-endpoint: expected a host such as 'models.example.com', without scheme, port and path, found '\(trusted)'"
      )
    }
    return address.host
  }
}

extension ModelReference {
  fileprivate var withoutURL: String { "\(provider):\(name)" }
}

extension String {
  fileprivate var withoutSlashes: String {
    var rest = self[...]
    while rest.hasSuffix("/") { rest.removeLast() }
    return String(rest)
  }
}
