import OrderedJSON

/// How this product names itself to the other side, as a server and as a client.
package enum Implementation {
  package static let version = "0.1.0"

  static let name = "toolsight"

  static let toolsight: JSONObject = ["name": .string(name), "version": .string(version)]

  /// Where a modern result says in `_meta` whose it is.
  static let metaKey = "io.modelcontextprotocol/serverInfo"
}
