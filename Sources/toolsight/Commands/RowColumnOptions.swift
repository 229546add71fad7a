import ArgumentParser
import Foundation
import SuiteFiles

/// Which field of a row is what.
struct RowColumnOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The field with the id, which is made from the prompt where a row has none.", valueName: "field")
  )
  var id = "id"

  @Option(help: ArgumentHelp("The field with the prompt.", valueName: "field"))
  var prompt = "prompt"

  @Option(
    help: ArgumentHelp("The field with the expected tool; null, an empty cell and none mean none.", valueName: "field"))
  var tool = "tool"

  @Option(help: ArgumentHelp("The field with the expected arguments.", valueName: "field"))
  var args: String?

  @Option(
    help: ArgumentHelp("How arguments are compared: equals, contains, text, or any (not at all).", valueName: "style"))
  var argsAs: RowImport.ArgumentStyle = .equals

  @Option(help: ArgumentHelp("The field with the names of arguments that must not be given.", valueName: "field"))
  var absent: String?

  @Option(help: ArgumentHelp("The field with further tools that are right too.", valueName: "field"))
  var acceptable: String?

  @Option(help: ArgumentHelp("The field that is true where no tool is right.", valueName: "field"))
  var none: String?

  @Option(help: ArgumentHelp("The field with tools that must not be called.", valueName: "field"))
  var forbid: String?

  @Option(help: ArgumentHelp("Fields with tags, with commas between them.", valueName: "fields"))
  var tags: String?

  @Option(help: ArgumentHelp("The field with a note.", valueName: "field"))
  var note: String?

  func apply(to rows: inout RowImport) {
    rows.columns.id = id
    rows.columns.prompt = prompt
    rows.columns.tool = tool
    rows.columns.arguments = args
    rows.columns.absent = absent
    rows.columns.acceptable = acceptable
    rows.columns.none = none
    rows.columns.forbid = forbid
    rows.columns.tags = tags?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
    rows.columns.note = note
    rows.argumentsAs = argsAs
  }
}

extension RowImport.ArgumentStyle: ExpressibleByArgument {}
