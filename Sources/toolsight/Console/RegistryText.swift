import EvalCore
import OrderedJSON
import Registry

/// The registered tool sets, for people or machines.
struct RegistryListText {
  private let sets: [RegisteredSetSummary]

  init(_ sets: [RegisteredSetSummary]) { self.sets = sets }

  func write(to console: Console) {
    if console.format == .json { return Terminal.write(JSON.array(sets.map(\.json))) }
    if sets.isEmpty {
      return Terminal.write("nothing is registered yet: toolsight registry import FILE --name NAME --version 1")
    }
    let rows = sets.map { $0.cells.map { $0.visible(keepsLines: false) } }
    Terminal.write(
      Columns(["NAME", "VERSION", "TENANT", "TOOLS", "DISABLED", "DEPRECATED", "IMPORTED", "BY"], rows).text)
  }
}

extension RegisteredSetSummary {
  fileprivate var cells: [String] {
    [
      name, "\(version)", tenant ?? "", "\(tools)", "\(disabled)", "\(deprecated)", importedAt, importedBy,
    ]
  }

  fileprivate var json: JSON {
    [
      "name": .string(name), "version": .string("\(version)"), "tenant": tenant.map { .string($0) } ?? nil,
      "tools": .number(JSONNumber(tools)), "disabled": .number(JSONNumber(disabled)),
      "deprecated": .number(JSONNumber(deprecated)), "importedAt": .string(importedAt),
      "importedBy": .string(importedBy),
    ]
  }
}

/// One registered tool set, for people or machines.
struct RegisteredSetText {
  private let set: RegisteredSet

  init(_ set: RegisteredSet) { self.set = set }

  func write(to console: Console) {
    if console.format == .json { return Terminal.write(json) }
    let tenant = set.tenant.map { " for \($0)" } ?? ""
    let head = "\(set.name) \(set.version)\(tenant): \(set.tools.count.counted("tool"))"
    let rows = set.tools.map { $0.cells.map { $0.visible(keepsLines: false) } }
    Terminal.write(
      "\(head)\n\n" + Columns(["TOOL", "ENABLED", "SCOPES", "LIMIT", "DEPRECATED", "TENANT'S OWN"], rows).text)
  }

  private var json: JSON {
    let tools = set.tools.map { tool -> JSON in
      var object: JSONObject = ["name": .string(tool.name), "enabled": .bool(tool.isEnabled)]
      for (key, value) in tool.settings { object[key] = value }
      object["tenantsOwn"] = .bool(tool.isTenantsOwn)
      object["definition"] = .object(tool.definition)
      return .object(object)
    }
    return [
      "name": .string(set.name), "version": .string("\(set.version)"), "tenant": set.tenant.map { .string($0) } ?? nil,
      "tools": .array(tools),
    ]
  }
}

extension RegisteredTool {
  fileprivate var cells: [String] {
    [
      name, isEnabled ? "yes" : "no", scopes.joined(separator: ", "), rate ?? "", deprecation?.words ?? "",
      isTenantsOwn ? "yes" : "",
    ]
  }
}

extension ToolDeprecation {
  /// E.g. `since 2027-01-01, until 2027-06-30, use search_issues`.
  var words: String {
    (["since \(since)"] + [until.map { "until \($0)" }, replacement.map { "use \($0)" }].compactMap(\.self))
      .joined(separator: ", ")
  }
}
