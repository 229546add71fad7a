import EvalCore
import Foundation
import OrderedJSON
import TestSupport
import Testing

@testable import History

@Suite struct StoredRedactionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let redaction = StoredRedaction { $0.replacing("s3cret", with: "<redacted:KEY>") }

  @Test func reachesStringsKeysAndNumbers() throws {
    let json = try JSON(parsing: #"{"s3cret":["a s3cret b",{"x":1.50}],"n":12345}"#)
    #expect(redaction(json).compact == #"{"<redacted:KEY>":["a <redacted:KEY> b",{"x":1.50}],"n":12345}"#)
    let digits = StoredRedaction { $0.replacing("234", with: "<redacted:PIN>") }
    #expect(digits(json)["n"] == "1<redacted:PIN>5")
  }

  @Test func leavesBytesThatAreNoText() {
    #expect(redaction([0xFF] + Array("s3cret".utf8)) == [0xFF] + Array("s3cret".utf8))
    #expect(redaction(Array("s3cret".utf8)) == Array("<redacted:KEY>".utf8))
  }

  /// The file as a whole is searched, journal included.
  @Test func leavesNoSecretInTheFile() async throws {
    let store = try HistoryStore.open(folder.file(), redact: { $0.replacing("s3cret", with: "<redacted:KEY>") })
    var suite = try Samples.suite()
    suite.sources.append(SourceFile(path: "s3cret.yaml", bytes: Array("key: s3cret".utf8)))
    suite.sampling.extra["s3cret"] = ["s3cret": "s3cret"]
    suite.variants.append(Variant(name: "s3cret", toolSet: ToolSet(tools: [], instructions: "s3cret")))
    let models = [ModelCard(name: "m:s3cret", note: "s3cret")]
    let plan = Plan(suite, models: models, repeats: 3, seed: .max)
    let recorder = try store.begin(Samples.run(), suite: suite, plan: plan)
    recorder.log(Samples.entry(0, arguments: ["s3cret": "s3cret"]))
    var transcript = Samples.transcript(0, text: "s3cret")
    let call = ModelCall(id: "s3cret", name: "s3cret", arguments: .malformed(text: "s3cret", reason: "s3cret"))
    let answer = ModelAnswer(reasoning: "s3cret", calls: [call])
    transcript.turns.append(Turn(answer: answer, results: [ToolReply(text: "s3cret", isError: false)]))
    transcript.failure = EndpointFailure(.auth, message: "s3cret")
    try await recorder.record(transcript)
    try store.close()
    let bytes = try #require(FileManager.default.contents(atPath: folder.file()))
    #expect(bytes.range(of: Data("s3cret".utf8)) == nil)
    #expect(bytes.range(of: Data("<redacted:KEY>".utf8)) != nil)
    let run = try HistoryStore.open(folder.file()).load("0123456789ab")
    #expect(run.plan.models[0].name == "m:<redacted:KEY>")
    #expect(run.transcripts[0].turns[0].answer.text == "<redacted:KEY>")
    #expect(run.sources.last?.path == "<redacted:KEY>.yaml")
  }
}
