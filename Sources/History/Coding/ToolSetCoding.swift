import EvalCore
import OrderedJSON

/// A variant's tool set as a blob holds it: a `tools/list` result, every tool verbatim.
extension ToolSet {
  func stored(_ redact: StoredRedaction) -> JSON {
    var object: JSONObject = ["tools": .array(tools.map { .object(redact($0.json)) })]
    object["instructions"] = redact(instructions).map(JSON.string)
    object["serverInfo"] = serverInfo.map { redact($0) }
    return .object(object)
  }

  init(stored bytes: [UInt8]) throws(DamagedRow) {
    let json: JSON
    do {
      json = try JSON(parsing: bytes, limits: StoredMembers.limits)
    } catch {
      throw DamagedRow("broken JSON (\(error))")
    }
    try self.init(stored: json)
  }

  init(stored json: JSON) throws(DamagedRow) {
    let members = try StoredMembers(json)
    let tools = try members.required("tools", "an array of tools") { json in
      let tools = json.arrayValue?.compactMap { $0.objectValue.flatMap { Tool($0) } }
      return tools?.count == json.arrayValue?.count ? tools : nil
    }
    self.init(
      tools: tools, instructions: try members.optionalText("instructions"), serverInfo: members.json("serverInfo"))
  }
}
