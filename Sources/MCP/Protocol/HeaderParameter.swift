import EvalCore
import OrderedJSON

/// A tool's parameter that a client repeats in a header `Mcp-Param-…`, because its schema says so in `x-mcp-header`.
struct HeaderParameter: Sendable, Hashable {
  /// With `Mcp-Param-` in front.
  let header: String
  /// From the arguments down.
  let path: [String]

  /// The annotated parameters of an input schema.
  ///
  /// - Throws: why the annotations cannot be followed, which for a client is a reason to do without the tool: only
  ///   parameters of the types string, integer and boolean that are reached through `properties` alone may carry one,
  ///   each a different token of RFC 9110.
  static func parameters(of schema: JSON) throws(Unusable) -> [HeaderParameter] {
    var scan = HeaderParameterScan()
    try scan.visit(schema, path: [])
    return scan.found
  }

  /// Of the tools that have any, by name; none of one whose annotations cannot be followed.
  static func byTool(_ tools: [Tool]) -> [String: [HeaderParameter]] {
    let annotated = tools.map { ($0.name, (try? parameters(of: $0.inputSchema)) ?? []) }
    return Dictionary(firstOf: annotated.filter { !$0.1.isEmpty })
  }

  struct Unusable: Error, Sendable, CustomStringConvertible {
    let description: String
  }

  /// What the header is to say; nil where the arguments lack the parameter or it is null.
  func value(in arguments: JSONObject) -> JSON? {
    var value: JSON? = .object(arguments)
    for name in path { value = value?[name] }
    return value?.isNull == true ? Optional.none : value
  }

  func headerValue(in arguments: JSONObject) -> String? {
    value(in: arguments).map { HeaderWord.encode($0.stringValue ?? $0.compact) }
  }

  /// Whether a header's value says what the arguments say; integers agree as numbers.
  func agrees(_ headerValue: String, with value: JSON) -> Bool {
    guard let text = HeaderWord.decode(headerValue) else { return false }
    guard let number = value.numberValue else { return text.hasSameScalars(as: value.stringValue ?? value.compact) }
    return (try? JSON(parsing: text))?.numberValue == number
  }
}

/// One walk over an input schema.
private struct HeaderParameterScan {
  private(set) var found: [HeaderParameter] = []
  private static let annotation = "x-mcp-header"
  /// Keywords whose values are no schemas.
  private static let plainKeywords: Set<String> = ["default", "const", "enum", "examples", "required", "type"]
  private static let mapsOfSchemas: Set<String> = ["$defs", "definitions", "patternProperties", "dependentSchemas"]

  /// - Parameter path: nil where the way to this schema is not through `properties` alone.
  mutating func visit(_ schema: JSON, path: [String]?) throws(HeaderParameter.Unusable) {
    guard let schema = schema.objectValue else { return }
    if let name = schema[Self.annotation] { found.append(try parameter(name, schema, path)) }
    for (keyword, value) in schema where !Self.plainKeywords.contains(keyword) {
      if keyword == "properties" {
        for (name, property) in value.objectValue ?? [:] { try visit(property, path: path.map { $0 + [name] }) }
      } else if Self.mapsOfSchemas.contains(keyword) {
        for (_, inner) in value.objectValue ?? [:] { try visit(inner, path: nil) }
      } else {
        for inner in value.arrayValue ?? [value] { try visit(inner, path: nil) }
      }
    }
  }

  private func parameter(
    _ name: JSON, _ schema: JSONObject, _ path: [String]?
  ) throws(HeaderParameter.Unusable) -> HeaderParameter {
    func unusable(_ reason: String) -> HeaderParameter.Unusable {
      HeaderParameter.Unusable(description: "x-mcp-header \(name.excerpt()) \(reason)")
    }
    guard let text = name.stringValue, !text.isEmpty, text.utf8.allSatisfy(\.isTokenCharacter) else {
      throw unusable("is not a header name: expected letters, digits or any of !#$%&'*+-.^_`|~")
    }
    guard let path, !path.isEmpty else { throw unusable("is at a path that 'properties' alone does not reach") }
    guard ["string", "integer", "boolean"].contains(schema["type"]?.stringValue) else {
      throw unusable("is on a parameter whose type is not string, integer or boolean")
    }
    let header = "Mcp-Param-" + text
    guard !found.contains(where: { $0.header.lowercased() == header.lowercased() }) else {
      throw unusable("names the same header as another parameter")
    }
    return HeaderParameter(header: header, path: path)
  }
}

extension UInt8 {
  /// RFC 9110, section 5.6.2.
  fileprivate var isTokenCharacter: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}
