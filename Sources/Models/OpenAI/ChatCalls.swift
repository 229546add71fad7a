import EvalCore
import OrderedJSON

/// The calls of one Chat Completions answer, as they come: whole, or in the pieces of a stream.
struct ChatCalls {
  private var calls: [Call] = []

  private struct Call {
    var id: String?
    /// The place that a stream gives it.
    var index: Int?
    var name = ""
    var text = ""
    /// The arguments of an endpoint that sends them as a value.
    var value: JSON?

    mutating func take(_ piece: JSON) {
      id = id ?? piece.callID
      let name = piece["function"]?["name"]?.stringValue ?? ""
      // Some servers repeat the name in every piece.
      if name != self.name { self.name += name }
      switch piece["function"]?["arguments"] {
      case .string(let text): self.text += text
      case .null, nil: break
      case let value?: self.value = value
      }
    }
  }

  var count: Int { calls.count }

  /// A call in one piece.
  mutating func append(_ call: JSON) {
    calls.append(Call())
    calls[calls.count - 1].take(call)
  }

  /// A piece of a call: what it says of index, id and name decides which call it goes on with, or that it begins one.
  mutating func take(_ piece: JSON) {
    let index = piece["index"]?.numberValue?.intValue
    if let place = place(of: piece, index) {
      calls[place].take(piece)
    } else {
      calls.append(Call(index: index))
      calls[calls.count - 1].take(piece)
    }
  }

  /// Some servers give parallel calls the same index and ids of their own, some give no index, some neither.
  private func place(of piece: JSON, _ index: Int?) -> Int? {
    let id = piece.callID
    if let index { return calls.lastIndex { $0.index == index && (id == nil || $0.id == nil || $0.id == id) } }
    if let id { return calls.lastIndex { $0.id == id } }
    return (piece["function"]?["name"]?.stringValue ?? "").isEmpty && !calls.isEmpty ? calls.count - 1 : nil
  }

  /// - Parameter taken: ids that the conversation has already; a call without an id of its own gets one.
  func made(_ names: WireNames, taken: Set<String>) -> [ModelCall] {
    var taken = taken
    return calls.map { call in
      let arguments = call.value.map(ModelCall.Arguments.init(value:)) ?? ModelCall.Arguments(text: call.text)
      return ModelCall(id: Self.id(call.id, &taken), name: names.toolName(of: call.name), arguments: arguments)
    }
  }

  private static func id(_ given: String?, _ taken: inout Set<String>) -> String {
    var number = taken.count + 1
    var id = given ?? "call_\(number)"
    while !taken.insert(id).inserted {
      id = "call_\(number)"
      number += 1
    }
    return id
  }
}

extension JSON {
  /// The id of a call or of a piece of one; an empty one is none.
  fileprivate var callID: String? { self["id"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }
}
