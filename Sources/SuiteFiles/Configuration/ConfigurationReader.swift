package import EvalCore
import OrderedJSON

/// Reads `toolsight.yaml`, from the folder of a suite or the nearest one above it.
package struct ConfigurationReader {
  private let files: any ProjectFiles
  private let providers: [KnownProvider]

  /// - Parameter providers: that a model's `use` may name, in the order of messages.
  package init(_ files: any ProjectFiles, providers: [KnownProvider]) {
    self.files = files
    self.providers = providers
  }

  /// The configuration that holds for the suite at `path`; nil where the project has none.
  ///
  /// - Throws: all complaints, warnings among them, if one of them is an error.
  package func read(
    forSuite path: String
  ) throws(Diagnostics) -> (configuration: Configuration, warnings: [Diagnostic])? {
    guard let file = file(near: path) else { return nil }
    let complaints = Complaints()
    let root = Documents(files, complaints).tree(at: file)
    let configuration = root.flatMap {
      ConfigurationDraft(complaints: complaints, providers: providers).configuration($0, path: file)
    }
    guard let configuration, !complaints.hasErrors else { throw Diagnostics(complaints.sorted) }
    return (configuration, complaints.sorted)
  }

  private func file(near path: String) -> String? {
    guard let suite = try? files.path(of: path) else { return nil }
    var folder = suite
    repeat {
      folder = RelativePath.folder(of: folder)
      let file = folder.isEmpty ? "toolsight.yaml" : folder + "/toolsight.yaml"
      if (try? files.bytes(of: file, limit: Documents.mostSuiteBytes)) != nil { return file }
    } while !folder.isEmpty
    return nil
  }
}

private struct ConfigurationDraft {
  let complaints: Complaints
  let providers: [KnownProvider]

  private static let schema = "toolsight/config/v1"

  func configuration(_ root: LocatedNode, path: String) -> Configuration? {
    guard let fields = Fields(root, "toolsight.yaml", keys: KeyTable.configuration.names + ["agents"], complaints)
    else {
      return nil
    }
    let fix = "write schema: \(Self.schema)"
    if let node = fields.required("schema", complaints, fix: fix), node.stringValue != Self.schema {
      complaints.error(at: node.position, "expected '\(Self.schema)', found \(node.found)", fix: fix)
    }
    var configuration = Configuration(path: path)
    for member in fields["models"]?.map("models", complaints) ?? [] where isName(member) {
      configuration.models[member.key] = model(member.value)
    }
    if let agents = fields["agents"] { complaints.notYet("agents", at: agents.position, fix: "remove 'agents'") }
    return configuration
  }

  private func isName(_ member: LocatedNode.Member) -> Bool {
    guard member.key.contains(":") || member.key.isEmpty || member.key.contains(where: \.isWhitespace) else {
      return true
    }
    complaints.error(
      at: member.keyPosition, "expected a name without ':' and blanks, found '\(member.key.excerpt)'")
    return false
  }

  private func model(_ node: LocatedNode) -> ConfiguredModel? {
    guard let fields = Fields(node, .model, complaints) else { return nil }
    let use = fields.required("use", complaints).flatMap(reference)
    // The rest is read all the same, for what is wrong with it.
    var model = ConfiguredModel(use: use ?? "", position: node.position)
    model.sampling = fields["sampling"].map { SamplingReader(complaints: complaints).sampling($0, nil) }
    model.tools = fields["tools"]?.word("tools", as: ConfiguredModel.ToolForm.self, complaints) ?? .native
    model.logprobs = fields["logprobs"]?.integer("logprobs", in: 1...1_000, complaints)
    model.schedule = fields["schedule"]?.word("schedule", as: ConfiguredModel.Schedule.self, complaints) ?? .interleaved
    model.limits = fields["limits"].map(limits) ?? ConfiguredModel.Limits()
    model.price = fields["price"].flatMap(price)
    let provider = use?.split(separator: ":", maxSplits: 1).first.map(String.init)
    model.endpoint = EndpointSettingsReader(complaints: complaints, providers: providers)
      .settings(fields, provider: provider)
    return use == nil ? nil : model
  }

  private func reference(_ node: LocatedNode) -> String? {
    guard let text = node.nonEmptyString("use", complaints) else { return nil }
    let provider = text.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
    if provider == "agent" {
      complaints.notYet("agents", at: node.position, fix: "name a model, e.g. openai:gpt-5-mini")
      return nil
    }
    let known = providers.map(\.name)
    guard !known.contains(provider) else { return text }
    complaints.error(
      at: node.position, "unknown provider '\(provider.excerpt)'",
      fix: Suggestion.fix(for: provider, among: known))
    return nil
  }

  private func limits(_ node: LocatedNode) -> ConfiguredModel.Limits {
    var limits = ConfiguredModel.Limits()
    guard let fields = Fields(node, .limits, complaints) else { return limits }
    limits.requestsPerMinute = fields["rpm"]?.integer("rpm", in: 1...Int.max, complaints)
    limits.tokensPerMinute = fields["tpm"]?.integer("tpm", in: 1...Int.max, complaints)
    limits.concurrency = fields["concurrency"]?.integer("concurrency", in: 1...10_000, complaints)
    return limits
  }

  private func price(_ node: LocatedNode) -> ConfiguredModel.Price? {
    guard let fields = Fields(node, .price, complaints),
      let input = fields.required("input", complaints), let output = fields.required("output", complaints)
    else { return nil }
    let prices = [input, output].compactMap { node -> Double? in
      guard let number = node.number("a price in USD per million tokens", complaints)?.doubleValue else { return nil }
      if number >= 0, number.isFinite { return number }
      complaints.error(at: node.position, "expected a price of 0 or more, found \(node.found)")
      return nil
    }
    return prices.count == 2 ? ConfiguredModel.Price(input: prices[0], output: prices[1]) : nil
  }
}

extension Complaints {
  /// What the contract promises and no part of the program does yet: refused, because what is read and ignored would be
  /// taken for done.
  fileprivate func notYet(_ what: String, at position: FilePosition, fix: String) {
    error(at: position, "\(what) are not in this version", fix: fix)
  }
}
