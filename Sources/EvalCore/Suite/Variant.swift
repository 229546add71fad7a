/// One wording of a suite's tool set: made by the suite reader, served by the embedded server.
package struct Variant: Sendable {
  package let name: String
  /// What this variant serves, edits and renames done.
  package let toolSet: ToolSet
  /// From the control's names to this variant's.
  package let names: NameMap
  /// Over the suite's.
  package var server = ServerSettings()
  package var principal: Principal?

  package init(name: String, toolSet: ToolSet, names: NameMap = NameMap()) {
    self.name = name
    self.toolSet = toolSet
    self.names = names
  }
}
