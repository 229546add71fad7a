import EvalCore
import Foundation
import OrderedJSON
import Testing

@testable import Models

/// Odd bytes and repeated keys in the answers of each API.
struct BodyReadingTests {
  private static let answers: [(Provider, String)] = [
    (
      .openAI,
      #"{"choices":[{"message":{"content":"@","tool_calls":[{"function":{"name":"lookup","arguments":#}}]}}]}"#
    ),
    (
      .responses,
      #"{"output":[{"type":"message","content":[{"text":"@"}]},"#
        + #"{"type":"function_call","call_id":"a","name":"lookup","arguments":#}]}"#
    ),
    (
      .anthropic,
      #"{"content":[{"type":"text","text":"@"},{"type":"tool_use","id":"a","name":"lookup","input":#}]}"#
    ),
    (
      .gemini,
      #"{"candidates":[{"content":{"parts":[{"text":"@"},{"functionCall":{"name":"lookup","args":#}}]}}]}"#
    ),
    (
      .ollama,
      #"{"message":{"content":"@","tool_calls":[{"function":{"name":"lookup","arguments":#}}]},"done":true}"#
    ),
  ]

  private func answer(_ row: (provider: Provider, body: String), text: String = "Hm.", arguments: String) throws
    -> WireAnswer
  {
    let body = row.body.replacing("@", with: text).replacing("#", with: arguments)
    let dialect = row.provider.dialect(at: EndpointAccess(baseURL: ""))
    return try dialect.answer(in: EndpointBody(whole: Array(body.utf8)), Redactor(keys: [:]))
  }

  @Test(
    arguments: answers,
    [#"{"key":"x","key":"y"}"#, #"{"key":{"a":1,"b":2,"a":1}}"#, #"{"input":[{"args":{"a":1,"a":2}}],"b":1}"#])
  func aKeyTwiceInArgumentsIsMalformed(row: (Provider, String), arguments: String) throws {
    let answer = try answer(row, arguments: arguments)
    #expect(answer.text == "Hm." && answer.calls.map(\.name) == ["lookup"])
    guard case .malformed(let text, let reason) = try #require(answer.calls.first).arguments else {
      Testing.Issue.record("expected malformed arguments")
      return
    }
    #expect(text == arguments && reason.contains("once in an object"))
  }

  @Test(arguments: answers) func argumentsThatNestWithoutEndAreMalformed(row: (Provider, String)) throws {
    let deep =
      "{\"a\":\"]}\\\"\",\"b\":" + String(repeating: "[", count: 2_000) + String(repeating: "]", count: 2_000) + "}"
    let answer = try answer(row, arguments: deep)
    guard answer.text == "Hm.", case .malformed(let text, _)? = answer.calls.first?.arguments else {
      Testing.Issue.record("expected malformed arguments")
      return
    }
    #expect(text == deep)
  }

  /// An argument may have the name that an API has for them all.
  @Test(arguments: answers, ["arguments", "args", "input"])
  func anArgumentOfThatNameIsTheModelsOwn(row: (Provider, String), name: String) throws {
    let deep = String(repeating: "[", count: 2_000) + String(repeating: "]", count: 2_000)
    for arguments in ["{\"\(name)\":\(deep)}", "{\"\(name)\":{\"a\":1,\"a\":2}}"] {
      let answer = try answer(row, arguments: arguments)
      guard case .malformed(let text, _)? = answer.calls.first?.arguments else {
        Testing.Issue.record("expected malformed arguments")
        continue
      }
      #expect(text == arguments)
    }
  }

  @Test(arguments: answers) func moreCallsThanAnAnswerCanMeanAreTheModels(row: (Provider, String)) throws {
    let beginnings = [#"{"function":{"#, #"{"type":"function_call""#, #"{"type":"tool_use""#, #"{"functionCall""#]
    let start = try #require(beginnings.lazy.compactMap { row.1.range(of: $0) }.first)
    let call = row.1[start.lowerBound...].prefix { $0 != "]" }
    let body = row.1.replacing(call, with: Array(repeating: call, count: 1_025).joined(separator: ","))
    do {
      _ = try answer((row.0, body), arguments: "{}")
      Testing.Issue.record("expected an error")
    } catch let error as ErrorAnswer {
      guard case .unparsable = error else {
        Testing.Issue.record("expected the model's mistake, found \(error)")
        return
      }
    }
  }

  @Test(arguments: answers) func aKeyTwiceElsewhereIsNoMatter(row: (Provider, String)) throws {
    let twice = (row.0, row.1.replacing("{\"", with: "{\"x\":{\"y\":1,\"y\":2},\"x\":3,\"", maxReplacements: 1))
    #expect(try answer(twice, arguments: #"{"key":"x"}"#).calls.map(PiecedCallsTests.words) == [#"lookup {"key":"x"}"#])
  }

  @Test(arguments: answers, [#"bye \ud83d"#, #"\udc00 bye"#, #"\ud83dA"#, #"\ud83d\ud83d\ude00"#])
  func halfASurrogatePairBecomesAMark(row: (Provider, String), text: String) throws {
    let answer = try answer(row, text: text, arguments: #"{"key":"\ud83d"}"#)
    #expect(answer.text.contains("\u{FFFD}"))
    #expect(answer.calls.map(PiecedCallsTests.words) == ["lookup {\"key\":\"\u{FFFD}\"}"])
    #expect(text.contains("ude00") == answer.text.contains("😀"))
  }

  @Test(arguments: answers) func aByteOrderMarkIsPassedOver(row: (Provider, String)) throws {
    #expect(try answer((row.0, "\u{FEFF}" + row.1), arguments: "{}").calls.count == 1)
  }

  @Test func bytesThatAreNotUTF8BecomeAMark() throws {
    let body = Array(#"{"choices":[{"message":{"content":"b"#.utf8) + [0xFF] + Array(#"e"}}]}"#.utf8)
    let answer = try Provider.openAI.dialect(at: EndpointAccess(baseURL: "")).answer(
      in: EndpointBody(whole: body), Redactor(keys: [:]))
    #expect(answer.text == "b\u{FFFD}e")
  }
}
