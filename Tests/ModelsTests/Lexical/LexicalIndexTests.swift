import OrderedJSON
import Testing

@testable import Models

struct LexicalIndexTests {
  private static let tracker: [JSON] = [
    ["name": "list_issues", "description": "Lists the open or closed issues of a project."],
    [
      "name": "get_issue", "description": "Shows one issue with its comments.",
      "parameters": ["properties": ["number": ["type": "integer", "description": "The number of the issue"]]],
    ],
    ["name": "create_issue", "description": "Opens a new bug report.", "parameters": ["properties": ["title": [:]]]],
    ["name": "search_issues", "description": "Finds issues by words in their title or body."],
    ["name": "merge_pull_request", "description": "Merges a pull request into its base branch."],
  ]

  @Test(
    arguments: [
      ("List all issues", "list_issues"), ("Show me the issue with its comments", "get_issue"),
      ("Open a new bug report", "create_issue"), ("Find issues with the word login in the title", "search_issues"),
      ("merging this pull request", "merge_pull_request"), ("MERGE!", "merge_pull_request"),
      ("what is the number of comments", "get_issue"),
      ("Thanks, that is all for today!", nil), ("What is the capital of France?", nil), ("Hello!", nil), ("", nil),
      ("Open the window", nil), ("Is there a restaurant with a good title?", nil),
    ] as [(String, String?)])
  func callsTheToolThatSharesMostWithThePrompt(prompt: String, tool: String?) {
    #expect(LexicalIndex(functions: Self.tracker).choice(for: prompt) == tool)
  }

  @Test func followsADescriptionThatMoves() {
    let prompt = "Which bugs are overdue?"
    #expect(LexicalIndex(functions: Self.tracker).choice(for: prompt) == nil)
    var edited = Self.tracker
    edited[0] = ["name": "list_issues", "description": "Lists overdue bugs."]
    #expect(LexicalIndex(functions: edited).choice(for: prompt) == "list_issues")
  }

  @Test func takesTheFirstOfEqualTools() {
    let twins: [JSON] = [["name": "a", "description": "open door"], ["name": "b", "description": "open door"]]
    #expect(LexicalIndex(functions: twins).choice(for: "open the door") == "a")
    #expect(LexicalIndex(functions: twins.reversed()).choice(for: "open the door") == "b")
  }

  @Test func takesTheBestOfAllWhenItMustCall() {
    let index = LexicalIndex(functions: Self.tracker)
    #expect(index.choice(for: "Open the window", isRequired: true) == "list_issues")
    #expect(index.choice(for: "", isRequired: true) == "list_issues")
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 2), (3, 2), (16, 2), (17, 3), (36, 3), (37, 4), (400, 10)])
  func asksForMoreSharedWordsOfALongPrompt(words: Int, enough: Int) {
    #expect(LexicalIndex.enough(of: words) == enough)
  }

  @Test func survivesWhatIsNoFunction() {
    #expect(LexicalIndex(functions: []).choice(for: "open the door") == nil)
    #expect(LexicalIndex(functions: []).choice(for: "open", isRequired: true) == nil)
    let odd: [JSON] = [
      .null, 7, ["name": 7, "description": [], "parameters": "x"],
      ["name": "door", "parameters": ["properties": ["open": true]]],
    ]
    #expect(LexicalIndex(functions: odd).choice(for: "open the door") == "door")
    #expect(LexicalIndex(functions: [.null]).choice(for: "open the door") == nil)
  }
}
