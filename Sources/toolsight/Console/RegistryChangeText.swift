import EvalCore
import OrderedJSON
import Registry

/// What registering a version did.
struct RegistrationText {
  private let new: ToolSetRegistration
  private let outcome: ToolSetRegistration.Outcome

  init(_ new: ToolSetRegistration, _ outcome: ToolSetRegistration.Outcome) {
    (self.new, self.outcome) = (new, outcome)
  }

  var remark: String {
    let set = "\(new.name) \(new.version)" + (new.tenant.map { " for \($0)" } ?? "")
    if outcome.isNothing { return "\(set) is registered already, with the same tools" }
    let counts = [
      (outcome.added, "added"), (outcome.replaced, "replaced"), (outcome.removed, "removed"),
    ].filter { $0.0 > 0 }.map { "\($0.0.counted("tool")) \($0.1)" }
    return "\(set): \(counts.isEmpty ? "the server's own texts replaced" : counts.joined(separator: ", "))"
  }

  var json: JSON {
    [
      "name": .string(new.name), "version": .string("\(new.version)"), "tenant": new.tenant.map { .string($0) } ?? nil,
      "added": .number(JSONNumber(outcome.added)), "replaced": .number(JSONNumber(outcome.replaced)),
      "removed": .number(JSONNumber(outcome.removed)),
    ]
  }
}

/// What changing one tool did.
struct ToolChangeText {
  private let address: ToolAddress
  private let outcome: ToolChangeOutcome
  private let word: String

  /// - Parameter word: what the tool is now.
  init(_ address: ToolAddress, _ outcome: ToolChangeOutcome, _ word: String) {
    (self.address, self.outcome, self.word) = (address, outcome, word)
  }

  func write(to console: Console) {
    if console.format == .json { Terminal.write(json) }
    let tenant = address.set.tenant.map { " for \($0)" } ?? ""
    let set = "\(address.set.name) \(outcome.version)\(tenant)"
    console.remark("'\(address.tool)' of \(set) is \(outcome.isNew ? "" : "already ")\(word)")
  }

  private var json: JSON {
    [
      "name": .string(address.set.name), "version": .string("\(outcome.version)"),
      "tenant": address.set.tenant.map { .string($0) } ?? nil, "tool": .string(address.tool), "now": .string(word),
      "changed": .bool(outcome.isNew),
    ]
  }
}

/// Who changed what when, the latest first.
struct RegistryHistoryText {
  private let changes: [RegistryChange]

  init(_ changes: [RegistryChange]) { self.changes = changes }

  func write(to console: Console) {
    if console.format == .json { return Terminal.write(JSON.array(changes.map(\.json))) }
    let rows = changes.map { $0.cells.map { $0.visible(keepsLines: false) } }
    Terminal.write(Columns(["WHEN", "BY", "VERSION", "TENANT", "TOOL", "CHANGE"], rows).text)
  }
}

extension RegistryChange {
  fileprivate var cells: [String] { [at, author, version, tenant ?? "", tool, change] }

  /// Definitions are long: the kind alone says what became of one, and `--format json` has it in full.
  private var change: String {
    switch kind {
    case .enable: "enabled"
    case .disable: "disabled"
    case .deprecate: "deprecated " + (after.flatMap { ToolDeprecation($0) }?.words ?? "")
    case .add: "added"
    case .replace: "replaced"
    case .remove: "removed"
    }
  }

  fileprivate var json: JSON {
    [
      "at": .string(at), "by": .string(author), "kind": .string(kind.rawValue), "version": .string(version),
      "tenant": tenant.map { .string($0) } ?? nil, "tool": .string(tool), "before": before ?? nil,
      "after": after ?? nil,
    ]
  }
}
