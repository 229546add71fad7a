import OrderedJSON
import Testing

@testable import Models

struct ErrorWordsTests {
  @Test(arguments: [
    (#"{"error":{"message":"no such model","code":"model_not_found"}}"#, "no such model"),
    (#"{"error":"no such model"}"#, "no such model"),
    (#"{"error":{"message":null}}"#, #"{"message":null}"#),
    (#"{"object":"error","message":"no such model","code":404}"#, "no such model"),
    (#"[{"error":{"message":"no such model"}}]"#, "no such model"),
    (#"{"detail":"Not Found"}"#, "'Not Found'"),
    (#"{"detail":[{"loc":["body"],"msg":"missing"}]}"#, #"[{"loc":["body"],"msg":"missing"}]"#),
    ("upstream   connect\n error\u{1B}[31m", "upstream connect error [31m"),
    ("<html><head><TITLE>502 Bad\nGateway</TITLE></head>", "a page of HTML titled '502 Bad Gateway'"),
    ("\n<!doctype html><body>", "a page of HTML"),
    ("", "the endpoint gave no reason"),
    (" \n", "the endpoint gave no reason"),
    ("\"text\"", "\"text\""),
  ])
  func findTheSentenceInEveryShapeInUse(body: String, message: String) {
    #expect(ErrorWords(Array(body.utf8), Redactor(keys: [:])).message == message)
  }

  @Test func takeKeysOutBeforeTheyCut() {
    let long = String(repeating: "x", count: 395) + "sk-secret"
    let message = ErrorWords(Array(long.utf8), Redactor(keys: ["OPENAI_API_KEY": "sk-secret"])).message
    #expect(message == String(repeating: "x", count: 395) + "<reda…")
  }

  @Test func survivesBytesThatAreNoText() {
    #expect(ErrorWords([0xFF, 0xFE, 0x41], Redactor(keys: [:])).message == "\u{FFFD}\u{FFFD}A")
  }

  @Test(
    arguments: [
      (#"{"error":{"code":429}}"#, 429), (#"{"error":{"status_code":400}}"#, 400), (#"{"error":{"status":503}}"#, 503),
      (#"{"error":{"code":200}}"#, nil), (#"{"error":{"code":-1}}"#, nil), (#"{"error":{"code":4.5e2}}"#, 450),
      (#"{"error":null,"message":"slow down","code":429}"#, 429),
    ] as [(String, Int?)])
  func findTheStatusThatTheBodyNames(body: String, status: Int?) {
    #expect(ErrorWords(Array(body.utf8), Redactor(keys: [:])).status == status)
  }
}
