import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Models

/// By hand: tokens with their shares of 1, as if a model had written them.
struct ToolLikelihoodsReadingTests {
  private struct Written {
    let text: String
    let share: Double
    var others: [(String, Double)] = []

    var token: AnswerToken {
      let all = [(text, share)] + others
      return AnswerToken(
        .init(Array(text.utf8), log(share)), alternatives: all.map { .init(Array($0.0.utf8), log($0.1)) })
    }
  }

  private static let words = ["search_issues", "search_code", "get_issue", "none"]
  private static let head = [Written(text: "{\"tool\":", share: 1), Written(text: " \"", share: 0.5)]

  private func likelihoods(
    _ name: [Written], picked: String, words: [String] = words
  ) throws -> ToolLikelihoods {
    try #require(
      ToolLikelihoods((Self.head + name).map(\.token), of: words, none: "none", picked: picked))
  }

  private func shares(_ likelihoods: ToolLikelihoods) -> [String] {
    likelihoods.choices.map { "\($0.tool ?? "<none>") \((exp($0.logProbability) * 1000).rounded() / 1000)" }
  }

  /// `search` has 0.4 of the 0.8 that begin a name; of that, `_issues` has 0.6 of 0.8.
  @Test func countsOnlyWhatBeginsANameAtEveryToken() throws {
    let found = try likelihoods(
      [
        Written(text: "search", share: 0.4, others: [("get", 0.3), ("no", 0.1), ("The", 0.2)]),
        Written(text: "_issues", share: 0.6, others: [("_code", 0.2), ("_users", 0.2)]),
        Written(text: "\"}", share: 0.9, others: [("\"", 0.1)]),
      ], picked: "search_issues")
    #expect(shares(found) == ["search_issues 0.375", "get_issue 0.375", "search_code 0.125", "<none> 0.125"])
    #expect(found.others == nil && found.offersNone)
  }

  @Test func whatTheEndpointDoesNotListIsAtMostAsLikelyAsTheLeastThatItDoes() throws {
    let found = try likelihoods(
      [
        Written(text: "search", share: 0.6, others: [("get", 0.2), ("The", 0.1)]),
        Written(text: "_issues", share: 0.6, others: [("_issue", 0.2)]), Written(text: "\"", share: 1),
      ], picked: "search_issues")
    // `_issue` is another way to the same name.
    #expect(shares(found) == ["search_issues 0.75", "get_issue 0.25"])
    // `none` is no likelier than `The` among the 0.8, and `search_code` than `_issue` of the whole that went that way.
    #expect(abs(try #require(found.others) - log(0.75 * 0.2 / 0.8)) < 1e-12)
  }

  @Test func aNameThatBeginsAnotherEndsWithItsQuote() throws {
    let found = try likelihoods(
      [
        Written(text: "search", share: 0.9, others: [("zap", 0.1)]),
        Written(text: "\"}", share: 0.3, others: [("_code", 0.6), ("\"", 0.1)]),
      ], picked: "search", words: ["search", "search_code"])
    #expect(shares(found) == ["search_code 0.6", "search 0.4"])
    #expect(found.others == nil)
  }

  @Test func theFirstTokenMayHoldMoreThanTheName() throws {
    let tokens = [
      Written(text: "{\"tool", share: 1),
      Written(text: "\": \"get", share: 0.5, others: [("\": \"search", 0.25), ("\":", 0.25)]),
      Written(text: "_issue\"}", share: 1),
    ]
    let found = try #require(
      ToolLikelihoods(tokens.map(\.token), of: Self.words, none: "none", picked: "get_issue"))
    // `":` goes on to any name, the picked one among them; `search` may become either of two.
    #expect(shares(found) == ["get_issue 0.75", "search_issues 0.25", "search_code 0.25"])
  }

  /// Nothing is known of what follows a branch that two names share.
  @Test func namesThatShareABranchAreNotToldApart() throws {
    let found = try likelihoods(
      [Written(text: "get_issue", share: 0.5, others: [("search", 0.5)]), Written(text: "\"", share: 1)],
      picked: "get_issue")
    #expect(found.choices.filter(\.isAtMost).map(\.tool) == ["search_issues", "search_code"])
  }

  /// `get_a` begins with the token that is written, and has one of its own: more of it may not be listed.
  @Test func aNameWithAFurtherWayIsAtMostWhatItsBranchesAndTheFloorAre() throws {
    let found = try likelihoods(
      [
        Written(text: "g", share: 0.5, others: [("get_a", 0.1)]), Written(text: "et_b", share: 0.55),
        Written(text: "\"", share: 1),
      ], picked: "get_b", words: ["get_a", "get_b", "none"])
    let rival = try #require(found.choices.first { $0.tool == "get_a" })
    #expect(rival.isAtMost && rival.logProbability > log(0.1 / 0.6 + 0.4))
  }

  @Test func emptyTokensAreNotWalked() throws {
    let empty = Written(text: "", share: 1, others: [("get", 0.5)])
    let found = try likelihoods(
      [empty, Written(text: "get_issue", share: 0.5, others: [("no", 0.5)]), empty, Written(text: "\"", share: 1)],
      picked: "get_issue")
    #expect(shares(found) == ["get_issue 0.5", "<none> 0.5"])
  }

  @Test func aToolOfTheMembersNameIsNotItsKey() throws {
    let tokens = [
      Written(text: "{\"tool\": \"", share: 1), Written(text: "tool", share: 0.75, others: [("none", 0.25)]),
      Written(text: "\"}", share: 1),
    ]
    let found = try #require(
      ToolLikelihoods(tokens.map(\.token), of: ["tool", "none"], none: "none", picked: "tool"))
    #expect(shares(found) == ["tool 0.75", "<none> 0.25"])
  }

  @Test func halfCharactersAreTakenAsBytes() throws {
    let parts = Array("é".utf8)
    let tokens = [
      Written(text: "{\"tool\":\"", share: 1).token,
      AnswerToken(
        .init([parts[0]], log(0.5)), alternatives: [.init([parts[0]], log(0.5)), .init(Array("e".utf8), log(0.5))]),
      AnswerToken(.init([parts[1]], 0), alternatives: [.init([parts[1]], 0)]), Written(text: "\"}", share: 1).token,
    ]
    let found = try #require(ToolLikelihoods(tokens, of: ["é", "e", "none"], none: "none", picked: "é"))
    #expect(shares(found) == ["é 0.5", "e 0.5"])
  }

  @Test func saysNothingWhereTheTokensDoNotTell() {
    let bare = AnswerToken(.init(Array("\"get_issue\"}".utf8), -0.1), alternatives: [])
    let head = Written(text: "{\"tool\":", share: 1).token
    let elsewhere = [Written(text: "I would call \"get_issue\"", share: 1).token]
    for tokens in [[], [head, bare], elsewhere] {
      #expect(ToolLikelihoods(tokens, of: Self.words, none: "none", picked: "get_issue") == nil)
    }
    #expect(ToolLikelihoods([head], of: Self.words, none: "none", picked: "delete") == nil)
  }

  // MARK: As endpoints write tokens

  private static func logprobs(_ rows: [(String, Double, [(String, Double)])]) -> JSON {
    .array(
      rows.map { text, log, others in
        let top = [(text, log)] + others
        return [
          "token": .string(text), "logprob": .number(JSONNumber(log)),
          "bytes": .array(text.utf8.map { .number(JSONNumber(Int($0))) }),
          "top_logprobs": .array(
            top.map { ["token": .string($0.0), "logprob": .number(JSONNumber($0.1)), "bytes": nil] }),
        ]
      })
  }

  private static let tokens: [(String, Double, [(String, Double)])] = [
    ("<tool_call>\n{\"name\": \"", 0, [("x", -9999)]), ("issues", -0.1, [("ping", -2.5), ("the", -3)]),
    ("_close", 0, [("_open", -9)]), ("\", \"arguments\": {}}", 0, [("\"", -5)]),
  ]
  private static let call: JSON = [
    "id": "a", "type": "function", "function": ["name": "issues_close", "arguments": "{}"],
  ]

  private func names() throws -> WireNames {
    let tools = ["issues/close", "ping"].map { Requests.tool(["name": .string($0)]) }
    return try WireNames(tools, ChatCompletions.limits)
  }

  @Test func nativeCallsOfChatCompletionsHaveThemUnderTheToolsOwnNames() throws {
    let logprobs = Self.logprobs(Self.tokens)
    let message: JSON = ["role": "assistant", "content": nil, "tool_calls": [Self.call]]
    let whole = try ChatResponse(
      whole: ["choices": [["message": message, "finish_reason": "tool_calls", "logprobs": ["content": logprobs]]]],
      Redactor(keys: [:]))
    var pieces = (logprobs.arrayValue ?? []).map { token -> JSON in
      ["choices": [["delta": [:], "logprobs": ["content": [token]]]]]
    }
    var call = Self.call.objectValue ?? [:]
    call["index"] = 0
    pieces.append(["choices": [["delta": ["tool_calls": [.object(call)]], "finish_reason": "tool_calls"]]])
    for response in [whole, try ChatResponse(events: pieces, isClosed: true)] {
      let answer = try response.wireAnswer().modelAnswer(try names())
      let likelihoods = try #require(answer.likelihoods)
      #expect(likelihoods.choices.map(\.tool) == ["issues/close", "ping"])
      #expect(abs(likelihoods.choices[0].logProbability - likelihoods.choices[1].logProbability - 2.4) < 1e-9)
      #expect(!likelihoods.offersNone && answer.tokens.isEmpty)
    }
  }

  @Test func ollamaWritesThemBesideTheMessage() throws {
    let line: JSON = [
      "message": [
        "role": "assistant", "content": "{}", "tool_calls": [["function": ["name": "ping", "arguments": [:]]]],
      ],
      "logprobs": Self.logprobs([("{\"name\": \"", 0, []), ("ping", -0.2, [("issues/close", -1.2)]), ("\"}", 0, [])]),
      "done": true,
    ]
    let tools = ["issues/close", "ping"].map { Requests.tool(["name": .string($0)]) }
    let answer = try OllamaAnswer([line], Redactor(keys: [:])).wireAnswer.modelAnswer(
      WireNames(tools, OllamaChat.limits))
    #expect(answer.likelihoods?.choices.map(\.tool) == ["ping", "issues/close"])
  }

  /// `issues` is not among the listed tokens of its place, so it is no likelier than the least of them.
  @Test(arguments: [-9999, -9999.0, -3.4028234663852886e38, nil, "-inf", "-Infinity"] as [JSON])
  func aSentinelIsNoLikelihood(sentinel: JSON) throws {
    func token(_ text: String, _ log: JSON, _ others: [(String, JSON)]) -> JSON {
      [
        "token": .string(text), "logprob": log,
        "top_logprobs": .array(others.map { ["token": .string($0.0), "logprob": $0.1] }),
      ]
    }
    func found(_ tokens: JSON) throws -> ToolLikelihoods {
      try #require(ToolLikelihoods(AnswerToken.all(tokens), of: names(), calls: ["issues_close"]))
    }
    let (head, tail) = (token("{\"name\": \"", 0, []), token("_close\"}", 0, [("_close\"}", 0)]))
    let chosen = try found([head, token("issues", sentinel, [("ping", -0.4), ("x", -4.6), ("y", sentinel)]), tail])
    let (right, rival) = (try #require(chosen.choices.last), try #require(chosen.choices.first))
    #expect(right.tool == "issues/close" && right.isAtMost && rival.tool == "ping" && !rival.isAtMost)
    #expect(abs(right.logProbability - rival.logProbability - (-4.6 + 0.4)) < 1e-9)
    let other = try found([head, token("issues", -0.1, [("issues", -0.1), ("x", -4.6), ("ping", sentinel)]), tail])
    #expect(other.choices.map(\.tool) == ["issues/close"] && !other.choices[0].isAtMost)
    #expect(abs(try #require(other.others) + 4.5) < 1e-9)
    // Listed after all.
    let listed = try found([head, token("issues", sentinel, [("issues", -0.1), ("ping", -2.4)]), tail])
    #expect(!listed.choices[0].isAtMost && listed.choices[0].tool == "issues/close")
  }

  /// A draft says `ping` with other shares than the call, or the two calls, after it.
  @Test(
    arguments: [
      (["ping"], [0.25, 0.5], 0.5), (["ping"], [0.25, 0.75, 0.5], 0.5), (["ping", "ping"], [0.25, 0.75, 0.5], 0.75),
      (["ping", "issues_close"], [0.25, 0.75], 0.75), (["ping", "ping", "ping"], [0.25, 0.75], 0.25),
    ] as [([String], [Double], Double)])
  func theCallItselfCountsAndNotItsDraft(calls: [String], shares: [Double], expected: Double) throws {
    let tokens = shares.flatMap { share in
      [
        Written(text: "<think>{\"name\": \"", share: 1),
        Written(text: "ping", share: share, others: [("issues_close", 1 - share)]),
        Written(text: "\", \"arguments\": {\"say\": \"ping\"}}</think>", share: 1),
      ].map(\.token)
    }
    let found = try #require(ToolLikelihoods(tokens, of: names(), calls: calls))
    let share = try #require(found.choices.first { $0.tool == "ping" })
    #expect(abs(exp(share.logProbability) - expected) < 1e-9)
  }

  @Test func nonsenseInPlaceOfTokensIsLeftOut() {
    let odd: JSON = [
      7, nil, ["token": 7, "logprob": -1], ["token": "a", "logprob": "x"], ["token": "b"],
      ["token": "c", "logprob": 3, "bytes": [999], "top_logprobs": "none"],
      ["token": "d", "logprob": -1e300, "bytes": [100], "top_logprobs": [7, ["token": "e", "logprob": -2]]],
    ]
    let tokens = AnswerToken.all(odd)
    #expect(tokens.map { String(decoding: $0.written.bytes, as: UTF8.self) } == ["a", "b", "c", "d"])
    #expect(tokens.map(\.written.logProbability) == [0, 0, 0, -2] && tokens[3].alternatives.count == 1)
    #expect(tokens.map(\.isAtMost) == [true, true, false, true])
    #expect(AnswerToken.all("no list").isEmpty && AnswerToken.all(nil).isEmpty)
  }
}
