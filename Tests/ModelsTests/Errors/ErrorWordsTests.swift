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
    (
      #"{"error":{"message":"Provider returned error","metadata":{"raw":"{\"message\":\"too long\"}","provider_name":"X"}}}"#,
      "Provider returned error (X): too long"
    ),
    (#"{"error":{"message":"Provider returned error","metadata":{"raw":"busy"}}}"#, "Provider returned error: busy"),
    (#"{"error":{"message":"no","metadata":{"raw":{"error":{"message":"why"}}}}}"#, "no: why"),
    (#"{"error":{"message":"no","metadata":{"raw":null}}}"#, "no"),
  ])
  func findTheSentenceInEveryShapeInUse(body: String, message: String) {
    #expect(ErrorWords(Array(body.utf8), Redactor(keys: [:])).message == message)
  }

  @Test func takeKeysOutBeforeTheyCut() {
    let long = String(repeating: "x", count: 395) + "sk-secret"
    let message = ErrorWords(Array(long.utf8), Redactor(keys: ["OPENAI_API_KEY": "sk-secret"])).message
    #expect(message == String(repeating: "x", count: 395) + "<reda…")
  }

  @Test func readErrorsInsideErrorsToAnEnd() {
    let body = (0..<8).reduce(#"{"error":{"message":"innermost"}}"#) { inner, _ in
      JSON.object(["error": ["message": "outer", "metadata": ["raw": .string(inner)]]]).compact
    }
    #expect(ErrorWords(Array(body.utf8.prefix(1 << 20)), Redactor(keys: [:])).message.hasPrefix("outer: outer: outer"))
  }

  @Test func survivesBytesThatAreNoText() {
    #expect(ErrorWords([0xFF, 0xFE, 0x41], Redactor(keys: [:])).message == "\u{FFFD}\u{FFFD}A")
  }

  @Test(
    arguments: [
      (#"{"error":{"code":429}}"#, 429), (#"{"error":{"status_code":400}}"#, 400), (#"{"error":{"status":503}}"#, 503),
      (#"{"error":{"code":"500"}}"#, 500),
      (#"{"error":{"code":"0500"}}"#, nil), (#"{"error":{"code":200}}"#, nil), (#"{"error":{"code":-1}}"#, nil),
      (#"{"error":{"code":4.5e2}}"#, 450),
      (#"{"error":null,"message":"slow down","code":429}"#, 429),
    ] as [(String, Int?)])
  func findTheStatusThatTheBodyNames(body: String, status: Int?) {
    #expect(ErrorWords(Array(body.utf8), Redactor(keys: [:])).status == status)
  }
}
