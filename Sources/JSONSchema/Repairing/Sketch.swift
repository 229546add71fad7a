import OrderedJSON

/// The plainest values that schemas take, as far as one look at each of their keywords tells.
struct Sketch {
  /// What references lead into.
  let document: JSON

  private static let deepest = 24
  private static let mostElements = 20

  func value(of schema: JSON, depth: Int = 0) -> JSON {
    guard depth < Self.deepest, let keywords = schema.objectValue else { return "text" }
    if let known = keywords["const"] ?? keywords["default"] ?? keywords["examples"]?[0] ?? keywords["enum"]?[0] {
      return known
    }
    if let reference = keywords["$ref"]?.stringValue, let target = target(of: reference) {
      return value(of: target, depth: depth + 1)
    }
    switch type(of: keywords) {
    case "object": return .object([:])
    case "array": return .array(elements(of: keywords, depth: depth))
    case "string": return .string(text(of: keywords))
    case "integer", "number": return number(of: keywords)
    case "boolean": return false
    case "null": return nil
    default: break
    }
    let branches = ["allOf", "anyOf", "oneOf"].compactMap { keywords[$0]?[0] }
    return branches.first.map { value(of: $0, depth: depth + 1) } ?? "text"
  }

  /// An object with what a branch of its schema asks for by name.
  func joining(_ object: JSONObject, _ branch: JSON) -> JSONObject {
    if let reference = branch["$ref"]?.stringValue, let target = target(of: reference),
      target["$ref"] == nil
    {
      return joining(object, target)
    }
    let required = Set(branch["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    var object = object
    for (name, schema) in branch["properties"]?.objectValue ?? [:] {
      if schema["const"] != nil || (required.contains(name) && object[name] == nil) { object[name] = value(of: schema) }
    }
    return object
  }

  private func target(of reference: String) -> JSON? {
    guard reference.hasPrefix("#") else { return nil }
    return JSONPointer(parsing: String(reference.dropFirst())).flatMap { document[pointer: $0] }
  }

  /// As it is written, the first that is not null, or what the keywords are about.
  private func type(of keywords: JSONObject) -> String? {
    if let type = keywords["type"]?.stringValue { return type }
    if let types = keywords["type"]?.arrayValue?.compactMap(\.stringValue), let first = types.first {
      return types.first { $0 != "null" } ?? first
    }
    if keywords["properties"] != nil || keywords["required"] != nil { return "object" }
    if keywords["items"] != nil || keywords["prefixItems"] != nil { return "array" }
    if Self.bounds.contains(where: { keywords[$0] != nil }) { return "number" }
    return ["minLength", "pattern", "format"].contains { keywords[$0] != nil } ? "string" : nil
  }

  private func elements(of keywords: JSONObject, depth: Int) -> [JSON] {
    let count = min(keywords["minItems"]?.numberValue?.intValue ?? 0, Self.mostElements)
    let first = keywords["prefixItems"]?.arrayValue ?? keywords["items"]?.arrayValue ?? []
    let rest = keywords["items"] ?? .bool(true)
    return (0..<max(0, count)).map { value(of: $0 < first.count ? first[$0] : rest, depth: depth + 1) }
  }

  private static let formats = [
    "date": "2025-06-30", "date-time": "2025-06-30T12:00:00Z", "time": "12:00:00Z", "email": "ana@example.com",
    "uri": "https://example.com", "uuid": "00000000-0000-4000-8000-000000000000",
  ]

  private func text(of keywords: JSONObject) -> String {
    let text = keywords["format"]?.stringValue.flatMap { Self.formats[$0] } ?? "text"
    let (least, most) = (keywords["minLength"]?.numberValue?.intValue, keywords["maxLength"]?.numberValue?.intValue)
    let missing = min(least ?? 0, 1_000) - text.unicodeScalars.count
    return String((text + String(repeating: "x", count: max(0, missing))).prefix(most ?? .max))
  }

  private static let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]

  /// The first of a few that the bounds allow.
  private func number(of keywords: JSONObject) -> JSON {
    let bounds = Self.bounds
    let asked = JSONObject(keywords.members.filter { bounds.contains($0.key) }.map { ($0.key, $0.value) })
    let near = bounds.compactMap { keywords[$0]?.numberValue?.intValue }.flatMap { [$0, $0 &+ 1, $0 &- 1] }
    let schema = try? JSONSchema(.object(asked), isLenient: true)
    let candidates: [JSON] =
      ([0, 1] + near).map { .number(JSONNumber($0)) }
      + bounds.compactMap { keywords[$0] }
    return candidates.first { schema?.validate($0).isEmpty != false } ?? 0
  }
}
