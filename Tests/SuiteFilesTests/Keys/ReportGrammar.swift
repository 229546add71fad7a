import OrderedJSON
import TestSupport

/// `report.json` in tables, one for each object, as its published schema describes it.
struct ReportGrammar {
  private let schema: JSON
  private let definitions: JSONObject

  init() throws {
    schema = try JSON(parsing: try ProjectRoot.text("schemas/report.schema.json"))
    definitions = schema["$defs"]?.objectValue ?? [:]
  }

  var text: String {
    let objects = definitions.filter { $0.value["properties"] != nil }
    let sections = objects.map { section("`\($0.key)`", $0.value) }
    return ([section("The report", schema)] + sections).joined(separator: "\n\n")
  }

  private func section(_ name: String, _ object: JSON) -> String {
    let words = object["description"]?.stringValue.map { ": \($0)" } ?? ""
    return "**\(name)**\(words)\n\n\(MarkdownTable(["Field", "Value", "What it says"], rows(object, "")).text)"
  }

  /// Every property without words, as `definition.field`.
  var wordless: [String] {
    let objects = [("report", schema)] + definitions.map { ($0.key, $0.value) }
    return objects.flatMap { name, object in rows(object, "").filter { $0[2].isEmpty }.map { "\(name).\($0[0])" } }
  }

  /// Objects that have no name of their own stand where they are used, under a path.
  private func rows(_ object: JSON, _ prefix: String) -> [[String]] {
    (object["properties"]?.objectValue ?? [:]).flatMap { member -> [[String]] in
      let (property, path) = (member.value, prefix + member.key)
      let inner =
        property["items"]?["properties"] != nil ? (property["items"] ?? .null, "\(path)[].") : (property, "\(path).")
      return [["`\(path)`", values(property), words(property)]] + rows(inner.0, inner.1)
    }
  }

  private func words(_ property: JSON) -> String {
    property["description"]?.stringValue ?? referred(property)?.json["description"]?.stringValue ?? ""
  }

  private func referred(_ property: JSON) -> (name: String, json: JSON)? {
    guard let name = property["$ref"]?.stringValue?.split(separator: "/").last.map(String.init) else { return nil }
    return definitions[name].map { (name, $0) }
  }

  /// What values a property takes.
  private func values(_ property: JSON) -> String {
    if let (name, json) = referred(property) {
      return json["properties"] == nil ? values(json) : orNull("`\(name)`", json)
    }
    if let options = property["anyOf"]?.arrayValue { return options.map(values).joined(separator: ", or ") }
    if let word = property["const"] { return "`\(word.stringValue ?? word.compact)`" }
    if let words = property["enum"]?.arrayValue {
      return words.map { "`\($0.stringValue ?? $0.compact)`" }.joined(separator: ", ")
    }
    let types = property["type"]?.arrayValue ?? property["type"].map { [$0] } ?? []
    let names = types.compactMap(\.stringValue).map { $0 == "array" ? list(property) : Self.names[$0] ?? $0 }
    return names.isEmpty ? "any" : names.joined(separator: ", or ")
  }

  private func list(_ property: JSON) -> String {
    guard let items = property["items"], items["properties"] == nil else { return "a list of objects" }
    return "a list, each \(values(items))"
  }

  private func orNull(_ name: String, _ json: JSON) -> String {
    let isNullable = json["type"]?.arrayValue?.contains { $0.stringValue == "null" } ?? false
    return isNullable ? "\(name), or null" : name
  }

  private static let names = [
    "string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
    "object": "an object", "null": "null",
  ]
}
