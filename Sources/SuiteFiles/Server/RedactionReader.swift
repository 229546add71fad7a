import EvalCore
import Redaction

/// Reads `redact`: a list of kinds and own patterns, or `{find: […], restore: true}`.
struct RedactionReader {
  let complaints: Complaints

  func settings(_ node: LocatedNode) -> RedactionSettings {
    var settings = RedactionSettings()
    guard node.members != nil else {
      find(node, into: &settings)
      return settings
    }
    guard let fields = Fields(node, .redaction, complaints) else { return settings }
    if let node = fields.required("find", complaints) { find(node, into: &settings) }
    settings.restores = fields["restore"]?.bool("restore", complaints) ?? false
    return settings
  }

  private func find(_ node: LocatedNode, into settings: inout RedactionSettings) {
    for element in node.list("what is redacted", complaints) ?? [] {
      if element.members != nil {
        guard let pattern = pattern(element) else { continue }
        if settings.custom.contains(where: { $0.name == pattern.name }) {
          complaints.error(at: element.position, "two patterns are called '\(pattern.name.excerpt)'")
        } else {
          settings.custom.append(pattern)
        }
      } else if let kind = element.word("what is redacted", as: RedactionKind.self, complaints),
        !settings.kinds.contains(kind)
      {
        settings.kinds.append(kind)
      }
    }
  }

  private func pattern(_ node: LocatedNode) -> CustomPattern? {
    guard let fields = Fields(node, .redactionPattern, complaints) else { return nil }
    let name = fields.required("name", complaints)?.nonEmptyString("the name of a pattern", complaints)
    let pattern = fields.required("pattern", complaints)
    guard let name, let pattern, let text = pattern.nonEmptyString("a pattern", complaints) else { return nil }
    do throws(RedactionError) {
      return try CustomPattern(name: name, pattern: text)
    } catch {
      let position = if case .name = error { fields["name"]?.position } else { Optional(pattern.position) }
      complaints.error(at: position ?? node.position, "\(error)")
      return nil
    }
  }
}
