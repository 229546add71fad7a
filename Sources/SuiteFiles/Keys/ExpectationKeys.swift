extension KeyTable {
  static let expectation = KeyTable(
    "expectation", "expect",
    [
      DeclaredKey(
        "calls", "a list of calls; with `order: groups` a list of such lists", "The required calls.",
        example: "[{add_comment: {number: 7}}, {update_issue: {state: closed}}]"),
      DeclaredKey(
        "optional", "a list of calls", "Calls that may be made any number of times, anywhere among the required ones.",
        example: "[get_issue]"),
      DeclaredKey(
        "order", "`any`, `in_order`, `groups` or `first`",
        "`any` (if left out): in any order. `in_order`: one after the other. `groups`: an order between the lists and none inside. `first`: these are the first calls made, in order, and what follows is not judged.",
        example: "in_order"),
      DeclaredKey(
        "any_of", "a list of expectations", "Each of these is right. It stands alone and does not nest.",
        example: "[{list_issues: {state: open}}, {search_issues: {query: ~any}}]"),
      DeclaredKey(
        "~bfcl", "a map, see bfcl",
        "The rules of the Berkeley Function-Calling Leaderboard decide, and no others. It stands alone.",
        example: "{category: irrelevance, ground_truth: []}"),
    ])

  static let callsForm = expectation.only("calls", "optional", "order")
  static let anyOfForm = expectation.only("any_of")
  static let bfclForm = expectation.only("~bfcl")

  static let call = KeyTable(
    "call", "a call",
    [
      DeclaredKey(
        "~tool", "a tool, or a list of tools", "The tool that is called; of a list, any of them is right.",
        example: "[list_issues, search_issues]"),
      DeclaredKey(
        "arguments", "a rule for arguments", "As behind a tool's own name; any arguments if left out.",
        example: "{state: open}"),
      DeclaredKey(
        "~times", "a map, see times", "How often a required call is made; once if left out.",
        example: "{min: 2, max: 3}"),
    ])

  static let times = KeyTable(
    "times", "~times",
    [
      DeclaredKey("min", "a whole number from 0 to 1000", "At least this often; 1 if left out.", example: "0"),
      DeclaredKey("max", "a whole number from 1 to 1000", "At most this often; any number if left out.", example: "2"),
    ])

  static let arguments = KeyTable(
    "arguments", "arguments",
    [
      DeclaredKey(
        "~only", "a map from arguments to matchers", "These arguments and no others. It stands alone in its map.",
        example: "{number: 7}")
    ])

  static let bfcl = KeyTable(
    "bfcl", "~bfcl",
    [
      DeclaredKey(
        "category", "text",
        "A category of the leaderboard; its words say how calls are checked: simple, multiple, parallel, irrelevance or relevance.",
        example: "simple_python"),
      DeclaredKey(
        "ground_truth", "a list of calls with lists of accepted values",
        "The right calls with the accepted values of each parameter; an empty text among them lets it be left out.",
        example: "[{get_weather: {city: [Berlin], unit: [celsius, \"\"]}}]"),
      DeclaredKey(
        "types", "a map from functions to their parameters",
        "The parameters in the leaderboard's words, in the order of its functions.",
        example: "{get_weather: {properties: {city: {type: string}}, required: [city]}}"),
      DeclaredKey(
        "underscore_to_dot", "true or false", "Whether a `.` in an expected name is `_` in a call.", example: "true"),
    ])
}
