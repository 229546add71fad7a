import OrderedJSON

/// One value on its way through a schema.
struct SchemaRun {
  static let mostFailures = 100
  /// The most schemas that may be at work inside each other; it keeps the stack within bounds.
  static let deepest = 512

  private let program: SchemaProgram
  /// The way to the value at hand.
  private var path: [String] = []
  private var found: [JSONSchemaFailure] = []
  /// Above 0 while only the verdict counts.
  private var silence = 0
  private var depth = 0
  private var effort: Int
  private var whyGivenUp: String?
  /// The resources that the way here led through, outermost first.
  private var scope: [Int] = []
  /// What the rules of the schema at hand have looked at.
  private(set) var evaluated = EvaluatedItems()

  /// How many levels from the value at hand down are only a part of what they will be; 0 or less where it is whole.
  private var partial: Int

  init(_ program: SchemaProgram, effort: Int, partial: Int) {
    self.program = program
    self.effort = effort
    self.partial = partial
  }

  /// Whether the value at hand may hold more than is there.
  var isPartial: Bool { partial > 0 }

  mutating func failures(of value: JSON) -> [JSONSchemaFailure] {
    let isFit = fits(program.root, value)
    if let whyGivenUp {
      found.removeLast(max(0, found.count - Self.mostFailures + 1))
      fail(SchemaSite(node: program.root, keyword: ""), whyGivenUp)
    } else if isFit {
      return []
    }
    return found
  }

  /// Whether a value inside the one at hand fits `node`; `token` leads there.
  mutating func fits(_ node: Int, _ value: JSON, at token: String) -> Bool {
    path.append(token)
    partial -= 1
    defer {
      path.removeLast()
      partial += 1
    }
    return fits(node, value)
  }

  /// Whether the value at hand fits `node` too; if so, what that node looked at counts as looked at.
  mutating func fitsInPlace(_ node: Int, _ value: JSON) -> Bool {
    let isFit = fits(node, value)
    if isFit, program.tracksEvaluation { evaluated.formUnion(lastEvaluated) }
    return isFit
  }

  /// What the schema that was applied last had looked at.
  private var lastEvaluated = EvaluatedItems()

  /// Whether the value at hand fits `node`, whatever that node looks at.
  mutating func fits(_ node: Int, _ value: JSON) -> Bool {
    guard mayGoOn() else { return false }
    depth += 1
    let resource = program.nodes[node].resource
    let entersResource = scope.last != resource
    if entersResource { scope.append(resource) }
    let outer = evaluated
    evaluated = EvaluatedItems()
    let isFit = checkRules(of: node, value)
    lastEvaluated = evaluated
    evaluated = outer
    if entersResource { scope.removeLast() }
    depth -= 1
    return isFit
  }

  private mutating func checkRules(of node: Int, _ value: JSON) -> Bool {
    var isFit = true
    for (keyword, rule) in program.nodes[node].rules where !(isPartial && rule.needsWhole) {
      if rule.check(value, SchemaSite(node: node, keyword: keyword), &self) { continue }
      isFit = false
      if silence > 0 || whyGivenUp != nil { break }
    }
    return isFit
  }

  private mutating func mayGoOn() -> Bool {
    effort -= 1
    if effort < 0, whyGivenUp == nil {
      whyGivenUp = "expected a verdict in reasonable time, found a schema that branches too often for this value"
    }
    if depth >= Self.deepest, whyGivenUp == nil {
      whyGivenUp = "expected at most \(Self.deepest) nested schemas, found more"
    }
    return whyGivenUp == nil
  }

  /// Charges for work that is not the application of a schema.
  mutating func spend(_ steps: Int) { effort -= steps }
}

// MARK: - Saying why

extension SchemaRun {
  /// Adds a reason, and is false, so that a rule can return it.
  ///
  /// - Parameters:
  ///   - token: leads to the part of the value at hand that is at fault; nil for all of it.
  ///   - tokens: lead on from the keyword to the part of it that says so.
  ///   - missing: the properties that are not there, where that is the reason.
  @discardableResult
  mutating func fail(
    _ site: SchemaSite, _ message: @autoclosure () -> String, at token: String? = nil, _ tokens: [String] = [],
    missing: [String] = []
  ) -> Bool {
    guard silence == 0, found.count < Self.mostFailures else { return false }
    let address = program.locations.address(of: program.nodes[site.node].location)
    let keyword = site.keyword.isEmpty ? [] : [site.keyword]
    found.append(
      JSONSchemaFailure(
        instance: JSONPointer(path + (token.map { [$0] } ?? [])),
        schema: address.pointer.appending(JSONPointer(keyword + tokens)), document: address.document,
        message: message(), missing: missing))
    return false
  }

  /// Runs `body` for its verdict alone.
  mutating func silently<Verdict>(_ body: (inout SchemaRun) -> Verdict) -> Verdict {
    silence += 1
    defer { silence -= 1 }
    return body(&self)
  }

  /// The first reason why `value` does not fit `node`, relative to the value, cut short; nil where nobody listens.
  mutating func reason(_ node: Int, _ value: JSON) -> String? {
    guard silence == 0 else { return nil }
    let (outerPath, outerFound) = (path, found)
    (path, found) = ([], [])
    _ = fits(node, value)
    let reason = found.first?.description.excerpt(limit: 200)
    (path, found) = (outerPath, outerFound)
    return reason
  }

  var tracksEvaluation: Bool { program.tracksEvaluation }

  func isNever(_ node: Int) -> Bool { program.nodes[node].isNever }
}

// MARK: - What has been looked at, and by whom

extension SchemaRun {
  mutating func mark(_ index: Int) { if program.tracksEvaluation { evaluated.insert(index) } }
  mutating func mark(_ indices: Range<Int>) { if program.tracksEvaluation { evaluated.insert(indices) } }

  /// The outermost schema on the way here whose resource has the dynamic anchor `name`.
  func dynamicTarget(_ name: String) -> Int? {
    guard let targets = program.dynamicAnchors[name] else { return nil }
    return scope.lazy.compactMap { targets[$0] }.first
  }
}

/// The members or elements of one value, by their index in it, that some rule has looked at.
struct EvaluatedItems {
  private var upTo = 0
  private var others: Set<Int> = []

  func contains(_ index: Int) -> Bool { index < upTo || others.contains(index) }

  mutating func insert(_ index: Int) { if index >= upTo { others.insert(index) } }

  mutating func insert(_ indices: Range<Int>) {
    if indices.lowerBound <= upTo { upTo = max(upTo, indices.upperBound) } else { others.formUnion(indices) }
  }

  mutating func formUnion(_ other: EvaluatedItems) {
    upTo = max(upTo, other.upTo)
    others.formUnion(other.others)
  }
}
