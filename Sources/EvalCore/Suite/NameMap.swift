package import OrderedJSON

/// How one variant renames the control's tools and arguments; everything in a suite that names a tool goes through it.
///
/// Several control tools may map to one shown tool when their `Entry.add` differ: those are expected values like any argument.
package struct NameMap: Sendable {
  package struct Entry: Sendable {
    /// The name that this variant shows.
    package let to: String
    /// From the control's argument names to this variant's.
    package let arguments: [String: String]
    /// Arguments that this variant needs beside the control's, with their values.
    package let add: JSONObject

    package init(to: String, arguments: [String: String] = [:], add: JSONObject = [:]) {
      self.to = to
      self.arguments = arguments
      self.add = add
    }
  }

  package let entries: [String: Entry]
  private let controlsByShown: [String: [String]]

  package init(_ entries: [String: Entry] = [:]) {
    self.entries = entries
    controlsByShown = Dictionary(grouping: entries.keys.sorted()) { entries[$0]!.to }
  }

  /// The name that this variant shows for a tool of the control.
  package func shown(_ control: String) -> String { entries[control]?.to ?? control }

  /// The control's name of an observed call: among tools merged into one, the first whose added arguments all agree,
  /// else the first by name.
  package func control(ofShown name: String, arguments: JSONObject?) -> String {
    guard let candidates = controlsByShown[name] else { return name }
    let fitting = candidates.first { control in
      entries[control]!.add.allSatisfy { arguments?[$0.key] == $0.value }
    }
    return fitting ?? candidates[0]
  }

  /// Arguments in the control's names, as this variant names them, with what it adds.
  package func arguments(_ arguments: JSONObject, of control: String) -> JSONObject {
    guard let entry = entries[control] else { return arguments }
    let renamed = arguments.map { (entry.arguments[$0.key] ?? $0.key, $0.value) }
    return JSONObject(renamed + entry.add.map { ($0.key, $0.value) })
  }
}
