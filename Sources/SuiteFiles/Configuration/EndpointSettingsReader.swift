import EvalCore

/// Reads what a model's entry of `toolsight.yaml` says of how its endpoint wants to be asked.
struct EndpointSettingsReader {
  let complaints: Complaints
  let providers: [KnownProvider]

  static let keys = ["preset", "strict", "token_limit", "reasoning_content", "headers", "query"]

  /// - Parameter provider: nil where it is not known.
  func settings(_ fields: Fields, provider: String?) -> EndpointSettings {
    var settings = EndpointSettings()
    for key in Self.keys {
      let able = providers.filter { $0.endpointKeys.contains(key) }.map(\.name)
      guard let provider, !able.contains(provider), let node = fields[key] else { continue }
      complaints.error(
        at: node.position,
        "'\(key)' works with \(able.map { $0 + ":" }.joined(separator: ", ")), not with \(provider.excerpt):",
        fix: "remove it")
    }
    settings.preset = fields["preset"]?.word("preset", as: EndpointPreset.self, complaints)
    settings.strict = fields["strict"]?.word("strict", as: EndpointSettings.MemberUse.self, complaints)
    settings.tokenLimit = fields["token_limit"]?.word("token_limit", as: EndpointSettings.TokenLimit.self, complaints)
    settings.reasoningContent =
      fields["reasoning_content"]?.word("reasoning_content", as: EndpointSettings.MemberUse.self, complaints)
    settings.headers = fields["headers"].map { named($0, "headers", complaintOfHeader) } ?? []
    settings.query = fields["query"].map { named($0, "query", complaintOfParameter) } ?? []
    return settings
  }

  private func named(
    _ node: LocatedNode, _ what: String, _ complaint: (String, String) -> (problem: String, fix: String)?
  ) -> [EndpointSettings.NamedText] {
    var named: [EndpointSettings.NamedText] = []
    for member in node.map(what, complaints) ?? [] {
      guard let value = member.value.string("'\(member.key.excerpt)' in \(what)", complaints) else { continue }
      if named.contains(where: { $0.name.lowercased() == member.key.lowercased() }) {
        complaints.error(at: member.keyPosition, "'\(member.key.excerpt)' stands in \(what) twice", fix: "give it once")
      } else if let (problem, fix) = complaint(member.key, value) ?? Secrecy.complaint(member.key, value) {
        complaints.error(at: member.keyPosition, problem, fix: fix)
      } else {
        named.append(EndpointSettings.NamedText(name: member.key, value: value))
      }
    }
    return named
  }

  /// RFC 9110: a name is a token, a value visible ASCII with blanks inside.
  private func complaintOfHeader(_ name: String, _ value: String) -> (problem: String, fix: String)? {
    guard name.wholeMatch(of: #/[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}/#) != nil else {
      return ("expected a header's name of letters, digits and '-', found '\(name.excerpt)'", "write it as in X-Title")
    }
    if Self.written.contains(name.lowercased()) {
      return ("the header '\(name)' is written by the run itself", "remove it")
    }
    let isText = value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    guard isText, !value.isEmpty, !value.hasPrefix(" "), !value.hasSuffix(" "), value.utf8.count <= 4096 else {
      return (
        "expected visible ASCII characters for the header '\(name)', found an empty text, blanks around it, line breaks or "
          + "other letters", "write one line of ASCII"
      )
    }
    return nil
  }

  private static let written: Set = [
    "content-type", "content-length", "transfer-encoding", "host", "connection", "expect", "upgrade", "te", "trailer",
    "accept-encoding", "keep-alive",
  ]

  private func complaintOfParameter(_ name: String, _ value: String) -> (problem: String, fix: String)? {
    name.isEmpty || name.utf8.count > 100 || value.utf8.count > 4096
      ? ("expected a parameter with a name, of at most 4096 bytes", "write it as in api-version: 2024-10-21") : nil
  }
}

/// Keeps keys out of files: they come from the environment.
package enum Secrecy {
  private static let words: Set = [
    "authorization", "auth", "bearer", "key", "apikey", "token", "secret", "password", "passwd", "cookie", "credential",
    "credentials", "signature", "sig", "session",
  ]
  /// How the keys of vendors begin, and what stands before one in a header.
  private static let beginnings = [
    "sk-", "sk_", "gsk_", "xai-", "aiza", "hf_", "ghp_", "github_pat_", "glpat-", "csk-", "fw_", "nvapi-", "pplx-",
    "r8_", "bearer ", "basic ", "eyj", "-----begin",
  ]

  /// What is wrong with a name or a value that a key would have.
  package static func complaint(_ name: String, _ value: String) -> (problem: String, fix: String)? {
    let fix = "set the variable that the provider's key is read from; keys stand in no file"
    let parts = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if parts.contains(where: words.contains) || parts.contains(where: { $0.hasSuffix("apikey") }) {
      return ("'\(name.excerpt)' is a place for a key", fix)
    }
    return looksLikeKey(value) ? ("the value of '\(name.excerpt)' looks like a key", fix) : nil
  }

  /// Begins as one, or is a long run of letters and digits mixed, as no word and no name is.
  private static func looksLikeKey(_ value: String) -> Bool {
    let lower = value.lowercased()
    if beginnings.contains(where: { lower.hasPrefix($0) && value.utf8.count >= $0.utf8.count + 8 }) { return true }
    return value.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.contains { run in
      run.utf8.count >= 32 && run.contains(where: \.isNumber) && run.contains(where: \.isLetter)
    }
  }
}
