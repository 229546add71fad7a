package import OrderedJSON

/// What a llama.cpp server says of itself at `/props`.
package struct LlamaProperties: Sendable, Hashable {
  /// Nil where it does not say.
  package let supportsTools: Bool?

  package init(_ properties: JSON) {
    supportsTools =
      switch properties["chat_template_caps"]?["supports_tools"] {
      case true: true
      case false: false
      default: nil
      }
  }

  /// Whether an answer's `Server` header is this server's, so that nobody else is asked for properties.
  package static func isServer(_ header: String?) -> Bool { header?.hasPrefix("llama.cpp") == true }

  /// Where a base URL's server has its properties: beside `/v1`, not below it.
  package static func url(beside baseURL: String) -> String {
    var url = baseURL[...]
    while url.hasSuffix("/") { url = url.dropLast() }
    if url.hasSuffix("/v1") { url = url.dropLast(3) }
    return "\(url)/props"
  }
}
