package import EvalCore

/// Reads a suite and every file that it names, and complains about all of them at once.
package struct SuiteReader {
  private let files: any ProjectFiles
  private let today: String?

  /// - Parameter today: `YYYY-MM-DD`; a quarantine that ended before is an error. Nil for no such check.
  package init(_ files: any ProjectFiles, today: String? = nil) {
    self.files = files
    self.today = today
  }

  /// - Parameter path: as the user gave it.
  /// - Throws: all complaints, warnings among them, if one of them is an error.
  package func read(_ path: String) throws(Diagnostics) -> (suite: Suite, warnings: [Diagnostic]) {
    let (suite, complaints) = draft(path)
    guard let suite, !complaints.contains(where: { $0.severity == .error }) else { throw Diagnostics(complaints) }
    return (suite, complaints)
  }

  /// As much of the suite as there is beside its errors, for who looks for more of them; nil where that is none.
  package func draft(_ path: String) -> (suite: Suite?, complaints: [Diagnostic]) {
    let complaints = Complaints()
    let documents = Documents(files, complaints)
    let suite = documents.root(path).flatMap { root in
      SuiteDraft(root, documents, today: today).suite(path: path)
    }
    return (suite, complaints.sorted)
  }
}

/// Takes a suite's file apart key by key, in the order in which later keys need earlier ones.
private struct SuiteDraft {
  let fields: Fields?
  let documents: Documents
  let today: String?
  private var complaints: Complaints { documents.complaints }

  private static let schema = "toolsight/suite/v1"

  init(_ root: LocatedNode, _ documents: Documents, today: String?) {
    self.documents = documents
    self.today = today
    fields = Fields(root, .suite, documents.complaints)
  }

  /// Nil after a complaint that leaves no suite.
  func suite(path: String) -> Suite? {
    guard let fields else { return nil }
    readSchema(fields)
    let name = fields.required("name", complaints).flatMap(name)
    guard let base = baseTools(fields) else { return nil }
    var read = VariantReader(base: base, documents: documents).variants(fields["variants"])
    guard let control = read.first else { return nil }
    var checks = CallChecks(
      control: VisibleTools(control), others: read.dropFirst().map { VisibleTools($0) }, complaints)
    checks.knowsVariants = fields["variants"]?.array.map { $0.count == read.count } ?? true
    let layers = SuiteLayers(fields, &read, checks)
    let variants = read.map(\.variant)
    let cases = cases(fields, variants, checks, layers)
    let strictness = judge(fields, cases)
    var suite = Suite(name: name ?? "", path: path, variants: variants, cases: cases, strictness: strictness)
    (suite.server, suite.principal) = (layers.server, layers.principal)
    readSettings(fields, checks, into: &suite)
    suite.sources = documents.sources
    return name == nil ? nil : suite
  }

  /// A suite whose cases all bring their own tools needs no others.
  private func baseTools(_ fields: Fields) -> BaseTools? {
    if let node = fields["tools"] { return BaseTools(node, documents) }
    let cases = fields["cases"]?.array ?? []
    if !cases.isEmpty, cases.allSatisfy({ $0["tools"].map { $0.stringValue != nil || $0.array != nil } ?? false }) {
      return BaseTools(documents)
    }
    _ = fields.required("tools", complaints)
    return nil
  }

  private func readSchema(_ fields: Fields) {
    let fix = "write schema: \(Self.schema)"
    guard let node = fields.required("schema", complaints, fix: fix), let schema = node.string("schema", complaints)
    else {
      return
    }
    guard schema != Self.schema else { return }
    complaints.error(
      at: node.position, "expected '\(Self.schema)', found '\(schema.excerpt)'", fix: fix)
  }

  private func name(_ node: LocatedNode) -> String? {
    guard let name = node.string("the name of a suite", complaints) else { return nil }
    let bytes = Array(name.utf8)
    let isFit = bytes.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D } && bytes.first != 0x2D
    if isFit, !bytes.isEmpty, bytes.count <= 100 { return name }
    complaints.error(
      at: node.position, "expected a name of small letters, digits and '-', found '\(name.excerpt)'",
      fix: Self.slug(name).map { "write \($0)" })
    return nil
  }

  private static func slug(_ name: String) -> String? {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.isEmpty ? nil : words.joined(separator: "-")
  }

  private func cases(
    _ fields: Fields, _ variants: [Variant], _ checks: CallChecks, _ layers: SuiteLayers
  ) -> [EvalCase] {
    guard let node = fields.required("cases", complaints) else { return [] }
    let reader = CaseReader(
      documents: documents, variants: variants, suiteChecks: checks, layers: layers, today: today)
    return CaseListReader(reader: reader).cases(node)
  }

  private func judge(_ fields: Fields, _ cases: [EvalCase]) -> Strictness {
    if let strictness = fields["judge"]?.word("judge", as: Strictness.self, complaints) { return strictness }
    let namesArguments = cases.contains { evalCase in
      evalCase.expectation.namesArguments || evalCase.expectIn.values.contains(where: \.namesArguments)
    }
    return namesArguments ? .calls : .tools
  }

  private func readSettings(_ fields: Fields, _ checks: CallChecks, into suite: inout Suite) {
    suite.models = fields["models"]?.strings("models", complaints) ?? []
    for node in fields["models"]?.array ?? [] {
      if let model = node.stringValue, suite.modelPositions[model] == nil {
        suite.modelPositions[model] = node.position
      }
    }
    suite.repeats = fields["repeats"]?.integer("repeats", in: 1...1000, complaints) ?? 1
    suite.turns = fields["turns"]?.integer("turns", in: 1...100, complaints) ?? 1
    suite.system = fields["system"]?.string("system", complaints)
    if let node = fields["instructions"] {
      suite.usesInstructions = node.word("instructions", as: Instructions.self, complaints) == .system
    }
    if let node = fields["sampling"] {
      suite.sampling = SamplingReader(complaints: complaints).sampling(node, checks)
      if let choice = node["tool_choice"],
        let (problem, fix) = suite.sampling.toolChoice.flatMap({ suite.problem(ofToolChoice: $0) })
      {
        complaints.error(at: choice.position, problem, fix: fix)
      }
    }
    if let node = fields["results"] { suite.results = ResultReader(checks: checks, documents: documents).results(node) }
    if let node = fields["faults"] { suite.faults = FaultReader(checks: checks).faults(node) }
    if let node = fields["gate"] {
      suite.gate = GateReader(checks: checks, variants: suite.variants.map(\.name)).rules(node)
      suite.gateModelPositions = GateReader.modelPositions(node)
    }
  }

  /// What becomes of the server's own instructions.
  private enum Instructions: String, CaseIterable {
    case ignore, system
  }
}
