import EvalCore
import OrderedJSON
import SuiteFiles
import TestSupport

/// A published schema whose structure is written by hand, and whose words come from the declared keys; what matchers take is
/// declared as a whole.
struct SchemaFile: Sendable, CustomStringConvertible {
  let path: String
  let pointers: [String: [String]]
  /// Of `$defs`, those that the code gives in full.
  var definitions: JSONObject = [:]

  static let suite = SchemaFile(
    path: "schemas/suite.schema.json", pointers: SchemaPointers.suite, definitions: MatcherTable.schemas)
  static let configuration = SchemaFile(path: "schemas/config.schema.json", pointers: SchemaPointers.configuration)
  static let all = [suite, configuration]

  var description: String { path }

  func json() throws -> JSON { try JSON(parsing: try ProjectRoot.text(path)) }

  /// The names that the schema gives to the keys of a table, each once; nil where it does not describe the map.
  func names(_ table: KeyTable) throws -> [String]? {
    let json = try json()
    return pointers[table.name]?.reduce(into: []) { names, pointer in
      let properties = JSONPointer(parsing: pointer).flatMap { json[pointer: $0]?.objectValue }
      names += (properties?.keys ?? ["nothing at \(pointer)"]).filter { !names.contains($0) }
    }
  }

  /// The keys that a map of this table must have.
  func required(_ table: KeyTable) throws -> Set<String> {
    let json = try json()
    let pointers = (pointers[table.name] ?? []).compactMap {
      JSONPointer(parsing: String($0.dropLast("/properties".count)))
    }
    let lists = pointers.map { json[pointer: $0]?["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
    // What only one form of several needs, the map as such does not.
    return lists.dropFirst().reduce(Set(lists.first ?? [])) { $0.intersection($1) }
  }

  /// Pointers to the properties of every map that takes no other keys.
  func closedMaps() throws -> [String] { Self.closedMaps(try json(), at: JSONPointer()) }

  private static func closedMaps(_ json: JSON, at pointer: JSONPointer) -> [String] {
    let inner = members(json).flatMap { closedMaps($0.value, at: pointer.appending($0.key)) }
    guard json["additionalProperties"]?.boolValue == false, json["properties"] != nil else { return inner }
    return [pointer.appending("properties").description] + inner
  }

  private static func members(_ json: JSON) -> [JSONObject.Member] {
    json.objectValue?.members ?? json.arrayValue?.enumerated().map { (String($0), $1) } ?? []
  }

  /// The same schema with the words and the examples of the declared keys, and with every declared matcher.
  func text() throws -> String {
    let tables = KeyTable.all.flatMap { table in (pointers[table.name] ?? []).map { ($0, table) } }
    return try worded(try defined(), at: JSONPointer(), Dictionary(uniqueKeysWithValues: tables)).pretty() + "\n"
  }

  private func defined() throws -> JSON {
    guard var schema = try json().objectValue, var all = schema["$defs"]?.objectValue else { return try json() }
    for (name, definition) in definitions { all[name] = definition }
    schema["$defs"] = .object(all)
    return .object(schema)
  }

  private func worded(_ json: JSON, at pointer: JSONPointer, _ tables: [String: KeyTable]) throws -> JSON {
    if let elements = json.arrayValue {
      return .array(try elements.enumerated().map { try worded($1, at: pointer.appending($0), tables) })
    }
    guard let object = json.objectValue else { return json }
    let keys = tables[pointer.description]?.keys ?? []
    return .object(
      JSONObject(
        try object.map { member in
          let value = try worded(member.value, at: pointer.appending(member.key), tables)
          return (member.key, try keys.first { $0.name == member.key }?.wording(value) ?? value)
        }))
  }
}

extension DeclaredKey {
  /// The example as a value.
  func value() throws -> JSON {
    let text = "example: \(example)\n"
    return try PlainFile.value(Array(text.utf8), path: "example.yaml")["example"] ?? .null
  }

  /// The property's schema, with these words first and the example last.
  fileprivate func wording(_ property: JSON) throws -> JSON {
    let rules = (property.objectValue ?? [:]).filter { !["description", "examples"].contains($0.key) }
    let words: [(String, JSON)] = [("description", .string(summary))]
    return .object(JSONObject(words + rules.map { ($0.key, $0.value) } + [("examples", [try value()])]))
  }
}
