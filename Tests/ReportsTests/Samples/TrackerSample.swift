import EvalCore
import OrderedJSON

/// The sample that goldens and pictures are made of: two variants, two models, and a failure of nearly every outcome.
enum TrackerSample {
  static let hosted = ModelCard(name: "openai:gpt-5-mini")
  static let lexical = ModelCard(
    name: "lexical", isDeterministic: true, givesArguments: false,
    note: "lexical ranks tools by words (BM25); it is not a language model and gives no arguments")

  static var evaluation: Evaluation {
    SampleEvaluation(
      cases: cases, models: [hosted, lexical], comparisons: [hostedComparison, lexicalComparison], gate: gate
    ).evaluation
  }

  static var cases: [SampleCase] { findingCases + changingCases + abstainingCases + awkwardCases }

  private static let listed = SampleAnswer.wrong(
    .wrongTool, "expected 'search_issues', found 'list_issues'", calls: [("list_issues", ["state": "all"])])
  private static let lexicalListed = SampleAnswer.wrong(
    .wrongTool, "expected 'search_issues', found 'list_issues'", calls: [("list_issues", [:])])

  private static var findingCases: [SampleCase] {
    [
      SampleCase(
        "find-by-words", "Find the issues that mention a crash on login.", line: 41,
        gold: [("search_issues", ["query": "crash login"])],
        expect: ["search_issues": ["query": ["~contains": "crash"]]], tags: ["search"],
        answers: ["today": [listed, listed], "rewrite": [], "today/lexical": [lexicalListed]]
      ) { $0.family = "find-crash" },
      SampleCase(
        "find-by-words-short", "login crash issues?", line: 46,
        gold: [("search_issues", ["query": "login crash"])],
        expect: ["search_issues": ["query": ["~contains": "crash"]]], tags: ["search"],
        answers: ["today": [listed, nil, listed, listed], "rewrite": [listed], "rewrite/lexical": []]
      ) { $0.family = "find-crash" },
      SampleCase(
        "list-open-bugs", "List all open issues that are labelled bug.", line: 51,
        gold: [("list_issues", ["state": "open", "labels": ["bug"]])], tags: ["list"],
        answers: ["rewrite": [wrongLabels, wrongLabels], "rewrite/lexical": [lexicalSearched]]),
      SampleCase("read-one", "What is issue #7 about?", line: 55, gold: [("get_issue", ["number": 7])], tags: ["read"]),
      SampleCase(
        "which-labels", "Which labels do we use?", line: 58, gold: [("list_labels", [:])], tags: ["list"],
        answers: [
          "today": [
            .wrong(.unknownTool, "the model called 'get_labels', which no tool is called", calls: [("get_labels", [:])])
          ], "today/lexical": [],
        ]),
    ]
  }

  private static let lexicalSearched = SampleAnswer.wrong(
    .wrongTool, "expected 'list_issues', found 'search_issues'", calls: [("search_issues", [:])])
  private static let wrongLabels = SampleAnswer.wrong(
    .badArgs, "labels: expected [\"bug\"], found \"bug\"",
    calls: [("list_issues", ["state": "open", "labels": "bug"])],
    mismatches: [
      Mismatch(.value, at: "/labels", "expected [\"bug\"], found \"bug\""),
      Mismatch(.schema, at: "/labels", "expected an array, found a string"),
    ])

  private static var changingCases: [SampleCase] {
    [
      SampleCase(
        "close-7", "Close it.", line: 63, gold: [("update_issue", ["number": 7, "state": "closed"])], tags: ["write"],
        answers: [
          "rewrite": [
            .wrong(
              .missingCall, "expected 'update_issue', found no call", text: "Done. I have closed issue #7 for you.")
          ], "rewrite/lexical": [],
        ]
      ) {
        $0.history = [
          .user("Show me issue #7."),
          .assistant(text: nil, calls: [AuthoredCall(tool: "get_issue", arguments: ["number": 7])]),
          .tool([
            AuthoredResult(tool: "get_issue", result: .value(["number": 7, "title": "Login crash", "state": "open"]))
          ]
          ),
          .assistant(text: "It is open and titled “Login crash”.", calls: []),
        ]
      },
      SampleCase(
        "comment", "Tell the reporter of #12 that a fix ships on Friday.", line: 72,
        gold: [("add_comment", ["number": 12, "body": "A fix ships on Friday."])],
        expect: ["add_comment": ["number": 12, "body": ["~contains": "friday"]]], tags: ["write"],
        answers: [
          "today": [
            .wrong(
              .extraCall, "'get_issue' was called beside what was expected",
              calls: [
                ("get_issue", ["number": 12]), ("add_comment", ["number": 12, "body": "A fix ships on Friday."]),
              ])
          ], "today/lexical": [],
        ]),
      SampleCase(
        "create", "Open an issue: the export button does nothing on Safari.", line: 77,
        gold: [("create_issue", ["title": "Export button does nothing on Safari"])],
        expect: ["create_issue": ["title": ["~contains": "export"]]], tags: ["write"]),
      SampleCase(
        "reassign", "Give #31 to María.", line: 81,
        gold: [("update_issue", ["number": 31, "assignee": "María"])], tags: ["write"],
        answers: [
          "today": [
            .wrong(
              .forbiddenTool, "'delete_issue' is forbidden here", calls: [("delete_issue", ["number": 31])])
          ], "today/lexical": [],
        ]
      ) { $0.forbid = [CallPattern(tool: "delete_issue")] },
    ]
  }

  private static var abstainingCases: [SampleCase] {
    [
      SampleCase(
        "small-talk", "Thanks, that was all for today!", line: 88, gold: [], tags: ["none"],
        answers: [
          "today": [
            .wrong(
              .unexpectedCall, "expected no call, found 'list_issues'", calls: [("list_issues", ["state": "open"])])
          ], "today/lexical": [],
        ]),
      SampleCase("arithmetic", "What is 17 % of 2,300?", line: 91, gold: [], tags: ["none"]),
    ]
  }

  private static var awkwardCases: [SampleCase] {
    [
      SampleCase(
        "recovers", "Find the invoice of March.", line: 96,
        gold: [("search_files", ["query": "invoice march"]), ("list_files", [:])],
        expect: ["calls": ["search_files", "list_files"], "order": "in_order"], tags: ["files"],
        answers: [
          "today": [
            wrongOrder, wrongOrder,
            .wrong(.truncated, "the answer was cut off at its length limit", text: "Let me look for"),
          ],
          "rewrite": [.wrong(.refused, "the model refused", text: "I can’t help with that."), overloaded],
          "today/lexical": [wrongOrder], "rewrite/lexical": [wrongOrder],
        ]
      ) { $0.turns = 3 },
      SampleCase(
        "export-file", "Where is the file with the release notes? ファイルを探して 🔎", line: 102,
        gold: [("search_files", ["query": "release notes"])], tags: ["files"],
        answers: [
          "today": [malformed, inText], "rewrite": [inText], "today/lexical": [], "rewrite/lexical": [],
        ]
      ) { $0.quarantine = Quarantine(until: "2026-12-01", reason: "the prompt mixes two languages on purpose") },
    ]
  }

  private static let wrongOrder = SampleAnswer.wrong(
    .wrongOrder, "expected 'search_files' before 'list_files'",
    calls: [("list_files", [:]), ("search_files", ["query": "invoice march"])])
  private static let overloaded = SampleAnswer(
    outcome: .infraError, reasons: [Reason(.infraError, .said("rate_limited after 4 attempts"))],
    failure: EndpointFailure(.rateLimited, status: 429, message: "rate limit reached, try again in 20 s", attempts: 4))
  private static let inText = SampleAnswer.wrong(
    .callInText, "the call to 'search_files' was written as text",
    text: "{\"name\": \"search_files\", \"arguments\": {\"query\": \"release notes\"}}")
  private static var malformed: SampleAnswer {
    var answer = SampleAnswer.wrong(
      .malformedCall, "the arguments of 'search_files' are no JSON object", calls: [("search_files", [:])])
    answer.malformed = "{\"query\": \"release notes"
    return answer
  }
}
