/// A vendor of models: where it lives, and which variables its own SDK reads.
package struct Vendor: Sendable, Hashable {
  package let name: String
  package let keyVariable: String
  package let urlVariable: String
  /// Without a slash at the end.
  package let defaultURL: String

  package static let openAI = Vendor(
    name: "openai", keyVariable: "OPENAI_API_KEY", urlVariable: "OPENAI_BASE_URL",
    defaultURL: "https://api.openai.com/v1")

  static let all = [openAI]
}
