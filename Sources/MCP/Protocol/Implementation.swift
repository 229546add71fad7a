import OrderedJSON

/// How this product names itself to the other side, as a server and as a client.
enum Implementation {
  static let toolsight: JSONObject = ["name": "toolsight", "version": "0.1.0"]
}
