import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import History

@Suite struct TranscriptCodingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let odd =
    "\u{0}\u{1}\u{1B}[31m\u{7F}\u{85}\u{2028}\u{FEFF}\u{FFFE}\u{10FFFF} e\u{301} 👩‍👩‍👧 \\\" </script>\r\n\t"

  private static func call(_ arguments: String) throws -> ModelCall {
    ModelCall(id: odd, name: "search" + odd, arguments: .object(try JSON(parsing: arguments).objectValue!))
  }

  private static func transcript(_ turns: [Turn]) -> Transcript {
    let trial = Trial(number: 7, caseID: "a" + odd, variant: odd, model: "m@http://127.0.0.1:1/v1", repeat: 3)
    var transcript = Transcript(trial: trial, startedAt: Samples.start)
    transcript.durationMilliseconds = 0.1 + 0.2
    transcript.turns = turns
    return transcript
  }

  /// Through a real file, and compared in every field by what the reflection of both prints.
  private func roundTrip(_ transcript: Transcript) async throws -> Transcript {
    let store = try HistoryStore.open(folder.file())
    try await store.beginSample().record(transcript)
    return try #require(try store.load("0123456789ab").transcripts.first)
  }

  @discardableResult
  private func expectSame(_ transcript: Transcript) async throws -> Transcript {
    let read = try await roundTrip(transcript)
    #expect(read.stored(StoredRedaction(nil)).compact == transcript.stored(StoredRedaction(nil)).compact)
    var (expected, found) = ("", "")
    dump(transcript, to: &expected)
    dump(read, to: &found)
    #expect(found == expected)
    return read
  }

  @Test(arguments: [
    "{}", #"{"b":1,"a":2,"":3}"#, #"{"n":1.0,"m":1e0,"k":-0,"z":0.10}"#,
    #"{"n":123456789012345678901234567890.000000000000000000001,"e":1E+4000,"s":-1e-4000}"#,
    #"{"deep":[[[{"x":[null,true,false,""]}]]],"nul":"\u0000","pair":"\ud83e\uddc0","\u00e9":1,"e\u0301":2}"#,
  ])
  func keepsArgumentsAsTheModelWroteThem(arguments: String) async throws {
    let turn = Turn(answer: ModelAnswer(calls: [try Self.call(arguments)], finish: .calls))
    let read = try await expectSame(Self.transcript([turn]))
    let written = try JSON(parsing: arguments).compact
    #expect(read.calls[0].object.map { JSON.object($0).compact } == written)
  }

  @Test func keepsTheSeedAndNothingThatStoodBetween() async throws {
    var answer = ModelAnswer(text: "hi")
    answer.seed = 12
    answer.origin = AnswerOrigin()
    try await expectSame(Self.transcript([Turn(answer: answer)]))
  }

  @Test func keepsWhatStoodBetween() async throws {
    var answer = ModelAnswer(text: "hi")
    answer.origin = AnswerOrigin()
    answer.origin?.gateway = Self.odd
    answer.origin?.upstream = "openai/gpt-4o"
    answer.origin?.retries = 3
    answer.origin?.isStored = true
    answer.origin?.isRelayed = true
    var transcript = Self.transcript([Turn(answer: answer)])
    transcript.failure = EndpointFailure(.auth, status: 401, message: "no", attempts: 2, origin: answer.origin)
    let read = try await expectSame(transcript)
    #expect(read.turns[0].answer.origin == answer.origin && read.failure?.origin == answer.origin)
    let old = Self.transcript([Turn(answer: ModelAnswer(text: "hi"))]).stored(StoredRedaction(nil))
    #expect(old.compact.contains("seed") == false && old.compact.contains("origin") == false)
  }

  @Test func keepsArgumentsAsDeepAsTheParserAllows() async throws {
    let depth = JSONLimits.default.depth - 1
    let deep = #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    let read = try await roundTrip(Self.transcript([Turn(answer: ModelAnswer(calls: [try Self.call(deep)]))]))
    #expect(read.calls[0].object.map { JSON.object($0).compact } == deep)
  }

  @Test func keepsMalformedCallsAndEveryText() async throws {
    let malformed = ModelCall(
      id: "", name: "", arguments: .malformed(text: "{\"a\": \(Self.odd)", reason: "expected '}'" + Self.odd))
    let usage = Usage(inputTokens: .max, outputTokens: 0, cachedTokens: nil, reasoningTokens: .min)
    let answer = ModelAnswer(
      text: Self.odd, reasoning: Self.odd, calls: [malformed, try Self.call("{}")], finish: .unparsable, usage: usage,
      latencyMilliseconds: 1e-300)
    let replies = [ToolReply(text: Self.odd, isError: true), ToolReply(text: "", isError: false)]
    var transcript = Self.transcript([Turn(answer: answer, results: replies), Turn(answer: ModelAnswer())])
    transcript.stopped = .failure
    transcript.failure = EndpointFailure(.noScript, status: 429, message: Self.odd, attempts: 3)
    try await expectSame(transcript)
  }

  @Test func keepsWhatTheProviderWantsBackAndTheNameOnTheWire() async throws {
    let opaque = try JSON(parsing: #"[{"type":"thinking","signature":"Eq\u0000","n":1.50},null,[[]]]"#)
    let call = ModelCall(id: "a", name: "issues/close", arguments: .object([:]), wireName: "issues_close")
    let turns = [Turn(answer: ModelAnswer(calls: [call], opaque: opaque)), Turn(answer: ModelAnswer(opaque: .null))]
    let read = try await expectSame(Self.transcript(turns))
    #expect(read.turns.map(\.answer.opaque?.compact) == [opaque.compact, "null"])
    #expect(read.calls.map(\.wireName) == ["issues_close"])
  }

  @Test func keepsHowLikelyEachToolWas() async throws {
    let bounded = ToolLikelihoods([.init("search", -0.25), .init(nil, -1.5)], others: -7, offersNone: true)
    let exact = ToolLikelihoods([.init("search", 0)], others: nil, offersNone: false)
    let turns = [bounded, exact].map { Turn(answer: ModelAnswer(likelihoods: $0)) }
    let read = try await roundTrip(Self.transcript(turns + [Turn(answer: ModelAnswer())]))
    #expect(read.turns.map(\.answer.likelihoods) == [bounded, exact, nil])
  }

  @Test func takesKeysOutOfWhatTheProviderWantsBack() throws {
    let call = ModelCall(id: "a", name: "b", arguments: .object([:]), wireName: "b_secret")
    let answer = ModelAnswer(calls: [call], opaque: ["thinking": "the key is secret"])
    let stored = Self.transcript([Turn(answer: answer)]).stored(
      StoredRedaction { $0.replacing("secret", with: "<key>") })
    #expect(stored["turns"]?[0]?["opaque"] == ["thinking": "the key is <key>"])
    #expect(stored["turns"]?[0]?["calls"]?[0]?["wireName"] == "b_<key>")
  }

  @Test func keepsATrialWithoutAnAnswer() async throws {
    var transcript = Self.transcript([])
    transcript.stopped = .deadline
    transcript.failure = EndpointFailure(.timeout, message: "")
    try await expectSame(transcript)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func writesATimeThatIsNoNumberAsNull(milliseconds: Double) async throws {
    var transcript = Self.transcript([])
    transcript.durationMilliseconds = milliseconds
    #expect(try await roundTrip(transcript).durationMilliseconds.isNaN)
  }

  @Test(arguments: [
    ("", "broken JSON"), ("[]", "array where an object"), ("{}", "no member 'v'"), (#"{"v":2}"#, "version 2 where 1"),
    (#"{"v":1,"trial":[]}"#, "'trial' that is not an object"), (#"{"v":1,"trial":{}}"#, "no member 'number'"),
    (#"{"v":1,"trial":{"number":1e99}}"#, "'number' that is not an integer"),
  ])
  func saysWhatIsWrongWithAStoredTranscript(text: String, complaint: String) {
    let error = #expect(throws: DamagedRow.self) { try Transcript(stored: text.utf8) }
    #expect(error?.description.contains(complaint) == true)
  }

  @Test func complainsAboutAnUnknownWord() throws {
    let text = Samples.transcript(0).stored(StoredRedaction(nil)).compact
    let error = #expect(throws: DamagedRow.self) {
      try Transcript(stored: text.replacing(#""stopped":"answer""#, with: #""stopped":"tired""#).utf8)
    }
    #expect(error?.description == "a member 'stopped' that is not a known word")
  }
}
