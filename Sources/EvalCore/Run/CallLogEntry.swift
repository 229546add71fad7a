package import Foundation
package import OrderedJSON

/// One request that the embedded server answered, as it saw it: made by `MCP`, kept by `History`.
package struct CallLogEntry: Sendable {
  package let at: Date
  /// The variant under whose URL it came.
  package let variant: String
  /// ``Trial/number``, nil where the URL named none.
  package let trial: Int?
  /// `tools/call`, `tools/list`, ….
  package let method: String
  package let tool: String?
  /// Exactly as sent; redacted wherever it is shown.
  package let arguments: JSON?
  package let isError: Bool
  package let responseBytes: Int
  /// Estimated tokens of the response, about one for four characters.
  package let responseTokens: Int
  /// Digest of the tool's definition.
  package let toolVersion: String?
  package let durationMilliseconds: Double
  /// The protocol revision that the client spoke.
  package let revision: String
  package let client: String?
  /// Who decided in the tool's place; nil where the tool answered.
  package let layer: Layer?
  /// As whom the request came; nil where nobody was named.
  package let subject: String?
  package let tenant: String?

  package init(
    at: Date, variant: String, trial: Int?, method: String, tool: String?, arguments: JSON?, isError: Bool,
    responseBytes: Int, responseTokens: Int, toolVersion: String?, durationMilliseconds: Double, revision: String,
    client: String?, layer: Layer? = nil, subject: String? = nil, tenant: String? = nil
  ) {
    self.at = at
    self.variant = variant
    self.trial = trial
    self.method = method
    self.tool = tool
    self.arguments = arguments
    self.isError = isError
    self.responseBytes = responseBytes
    self.responseTokens = responseTokens
    self.toolVersion = toolVersion
    self.durationMilliseconds = durationMilliseconds
    self.revision = revision
    self.client = client
    self.layer = layer
    self.subject = subject
    self.tenant = tenant
  }
}
