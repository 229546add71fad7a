/// What a refused client is told to get and where: the value of `WWW-Authenticate` (RFC 6750, section 3; RFC 9728,
/// section 5.1).
package struct Challenge: Sendable, Equatable {
  /// The URL of the protected resource's metadata.
  package var metadata: String
  /// What a client should ask for that has no token yet.
  package var scopes: [String]

  package init(metadata: String, scopes: [String] = []) {
    self.metadata = metadata
    self.scopes = scopes
  }

  /// Nil where a token would change nothing.
  package func header(for refusal: AuthorizationRefusal) -> String? {
    if case .unavailable = refusal { return nil }
    let scopes = if case .insufficientScope(let needed, _) = refusal { needed } else { scopes }
    var parameters = [("resource_metadata", metadata)]
    if !scopes.isEmpty { parameters.insert(("scope", scopes.joined(separator: " ")), at: 0) }
    if let code = refusal.code {
      parameters.insert(("error", code), at: 0)
      parameters.append(("error_description", refusal.description.asErrorDescription))
    }
    return "Bearer " + parameters.map { "\($0)=\($1.quoted)" }.joined(separator: ", ")
  }
}

extension String {
  /// As a quoted-string (RFC 9110, section 5.6.4); what no header may hold becomes '?'.
  fileprivate var quoted: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\t", " "..."~": text.unicodeScalars.append(scalar)
      default: text += "?"
      }
    }
    return text + "\""
  }

  /// In the characters that RFC 6750, section 3, leaves to a description: printable ASCII without '"' and '\'.
  fileprivate var asErrorDescription: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text.append("'")
      case "\\": text.append("/")
      case " "..."~": text.append(scalar)
      default: text.append("?")
      }
    }
    return String(text)
  }
}
