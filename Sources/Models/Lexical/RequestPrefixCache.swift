import EvalCore
import Foundation
import OrderedJSON
import Synchronization

/// Everything of a request but its messages, as the lexical model reads it.
struct RequestPrefix: Sendable {
  private let index: LexicalIndex
  private let toolChoice: JSON?

  init(_ request: JSON) {
    index = LexicalIndex(functions: (request["tools"]?.arrayValue ?? []).compactMap { $0["function"] })
    toolChoice = request["tool_choice"]
  }

  /// - Parameter prompt: nil where there is nothing to call for.
  func choice(for prompt: String?) -> String? {
    if let named = toolChoice?["function"]?["name"]?.stringValue { return prompt.map { _ in named } }
    if toolChoice == .string(ToolChoice.never.text) { return nil }
    return prompt.flatMap { index.choice(for: $0, isRequired: toolChoice == .string(ToolChoice.required.text)) }
  }
}

/// The prefixes that were read last, by their bytes: our own client sends the messages last, so what stands before them is the
/// same in every trial of a variant, and reading hundreds of tools anew each time would cost more than ranking them.
final class RequestPrefixCache: Sendable {
  private struct Known {
    let bytes: [UInt8]
    let prefix: RequestPrefix
  }

  /// The one used last stands first. Shared by all requests, hence the lock.
  private let known = Mutex<[Known]>([])
  private static let most = 32
  private static let messagesMember = Array(",\"messages\":[".utf8)

  func read(_ body: [UInt8]) throws(JSONSyntaxError) -> (prefix: RequestPrefix, messages: JSON) {
    guard let split = body.lastIndex(of: Self.messagesMember), let messages = Self.messages(body[(split + 1)...]) else {
      let request = try JSON(parsing: body)
      return (RequestPrefix(request), request["messages"] ?? [])
    }
    let bytes = body[..<split]
    if let prefix = find(bytes) { return (prefix, messages) }
    let prefix = RequestPrefix(try JSON(parsing: body))
    keep(Known(bytes: Array(bytes), prefix: prefix))
    return (prefix, messages)
  }

  /// The messages where they alone are left; what a client writes after them would belong to the prefix.
  private static func messages(_ rest: ArraySlice<UInt8>) -> JSON? {
    guard let rest = try? JSON(parsing: [UInt8(ascii: "{")] + rest), rest.objectValue?.count == 1 else { return nil }
    return rest["messages"]
  }

  private func find(_ bytes: ArraySlice<UInt8>) -> RequestPrefix? {
    known.withLock { known in
      guard let index = known.firstIndex(where: { $0.bytes.isSame(as: bytes) }) else { return nil }
      let found = known[index]
      if index > 0 {
        known.remove(at: index)
        known.insert(found, at: 0)
      }
      return found.prefix
    }
  }

  private func keep(_ new: Known) {
    known.withLock { known in
      if known.count >= Self.most { known.removeLast() }
      known.insert(new, at: 0)
    }
  }
}

extension [UInt8] {
  /// Compared as one block: a loop over half a megabyte would be the dearest part of an answer.
  fileprivate func isSame(as other: ArraySlice<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return withUnsafeBytes { own in
      other.withUnsafeBytes { other in
        guard let own = own.baseAddress, let other = other.baseAddress else { return true }
        return memcmp(own, other, count) == 0
      }
    }
  }

  /// Where the last occurrence of `part` begins.
  fileprivate func lastIndex(of part: [UInt8]) -> Int? {
    guard let first = part.first, count >= part.count else { return nil }
    return (0...(count - part.count)).last { self[$0] == first && self[$0..<$0 + part.count].elementsEqual(part) }
  }
}
