import OrderedJSON

/// A keyword in a schema on its way to becoming a rule, and the ways to read its value.
///
/// What has the wrong shape is complained of, and then nil.
struct SchemaKeyword {
  let name: String
  let value: JSON
  /// The schema that the keyword is part of.
  let schema: JSONObject
  let location: Int
  let dialect: JSONSchema.Dialect

  /// Another keyword of the same schema.
  func neighbour(_ name: String) -> SchemaKeyword? {
    schema[name].map { SchemaKeyword(name: name, value: $0, schema: schema, location: location, dialect: dialect) }
  }

  func mismatch(
    _ expected: String, _ found: JSON? = nil, _ tokens: [String] = [], _ compiler: inout SchemaCompiler
  ) throws(JSONSchemaError) {
    let found = (found ?? value).excerpt()
    try compiler.complain(at: location, [name] + tokens, "expected \(expected), found \(found)")
  }

  func number(_ compiler: inout SchemaCompiler) throws(JSONSchemaError) -> JSONNumber? {
    if let number = value.numberValue { return number }
    try mismatch("a number", nil, [], &compiler)
    return nil
  }

  /// A whole number from 0 up; one that is larger than an `Int` bounds as well as the largest `Int`.
  func count(_ compiler: inout SchemaCompiler) throws(JSONSchemaError) -> Int? {
    if let number = value.numberValue, number.isInteger, !number.normalized.isNegative {
      return number.intValue ?? .max
    }
    try mismatch("a whole number from 0 up", nil, [], &compiler)
    return nil
  }

  func string(_ compiler: inout SchemaCompiler) throws(JSONSchemaError) -> String? {
    if let text = value.stringValue { return text }
    try mismatch("a string", nil, [], &compiler)
    return nil
  }

  func strings(
    _ list: JSON? = nil, _ tokens: [String] = [], _ compiler: inout SchemaCompiler
  ) throws(JSONSchemaError) -> [String]? {
    let strings = (list ?? value).arrayValue.map { $0.compactMap(\.stringValue) }
    if let strings, strings.count == (list ?? value).arrayValue?.count { return strings }
    try mismatch("an array of strings", list, tokens, &compiler)
    return nil
  }

  /// The node of the schema that is this keyword's value.
  func node(_ compiler: inout SchemaCompiler) -> Int? { node([name], &compiler) }

  /// The node of the schema below this keyword's own schema.
  func node(_ tokens: [String], _ compiler: inout SchemaCompiler) -> Int? {
    compiler.program.locations.descendant(of: location, tokens).map { compiler.node(at: $0) }
  }

  /// The nodes of an array of schemas.
  func nodes(_ compiler: inout SchemaCompiler) throws(JSONSchemaError) -> [Int]? {
    guard let list = value.arrayValue else {
      try mismatch("an array of schemas", nil, [], &compiler)
      return nil
    }
    return list.indices.compactMap { node([name, String($0)], &compiler) }
  }

  /// The keys of an object of schemas and the nodes of these.
  func namedNodes(_ compiler: inout SchemaCompiler) throws(JSONSchemaError) -> [(key: String, node: Int)]? {
    guard let object = value.objectValue else {
      try mismatch("an object of schemas", nil, [], &compiler)
      return nil
    }
    return object.keys.compactMap { key in node([name, key], &compiler).map { (key, $0) } }
  }
}
