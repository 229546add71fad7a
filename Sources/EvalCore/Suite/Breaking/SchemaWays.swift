import JSONSchema
import OrderedJSON

/// The ways in which schemas that hold together can be met: each is a list of schemas without references and
/// combinations (`allOf`, `anyOf`, `oneOf`), all of which hold.
struct SchemaWays: Sendable {
  private(set) var all: [[JSONObject]] = [[]]
  private(set) var isReferenced = false

  /// More ways than this are not told apart: the combination is kept as it is written.
  private static let most = 256
  /// After so many schemas, references that multiply are kept as they are written too.
  private static let mostSteps = 1_000
  /// How many schemas were read.
  private(set) var steps = 0
  private static let combinations = ["allOf", "anyOf", "oneOf"]

  init(_ schemas: [JSON], _ references: LocalReferences) {
    all = schemas.reduce([[]]) { ways, schema in
      Self.product(ways, expand(schema, references, within: [])) ?? Self.kept(ways, schema)
    }
  }

  /// - Parameter within: the references that are being followed; one that leads back to itself adds nothing.
  private mutating func expand(_ schema: JSON, _ references: LocalReferences, within open: Set<String>)
    -> [[JSONObject]]
  {
    guard let object = schema.objectValue else { return schema == false ? [] : [[[:]]] }
    guard steps < Self.mostSteps else { return [[object]] }
    steps += 1
    var own = object
    var ways: [[JSONObject]]? = [[]]
    if let reference = object["$ref"]?.stringValue, let target = references.target(of: reference) {
      isReferenced = true
      own["$ref"] = nil
      let led = open.contains(reference) ? [] : expand(target, references, within: open.union([reference]))
      ways = Self.product(ways, led)
    }
    for keyword in Self.combinations {
      guard let branches = object[keyword]?.arrayValue else { continue }
      own[keyword] = nil
      let expanded = branches.map { expand($0, references, within: open) }
      let met = keyword == "allOf" ? Self.product(expanded) : expanded.flatMap(\.self)
      ways = Self.product(ways, met)
    }
    return Self.product([[own]], ways) ?? [[object]]
  }

  private static func product(_ all: [[[JSONObject]]]) -> [[JSONObject]]? {
    all.reduce([[]] as [[JSONObject]]?) { product($0, $1) }
  }

  /// Nil where there would be too many.
  private static func product(_ left: [[JSONObject]]?, _ right: [[JSONObject]]?) -> [[JSONObject]]? {
    guard let left, let right, left.count * right.count <= most else { return nil }
    return left.flatMap { one in right.map { one + $0 } }
  }

  private static func kept(_ ways: [[JSONObject]], _ schema: JSON) -> [[JSONObject]] {
    ways.map { $0 + [schema.objectValue ?? [:]] }
  }
}
