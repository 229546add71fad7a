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
    /// What Google's compatible endpoint signs its calls with.
    var extra: JSON?

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
      if let extra = piece["extra_content"], !extra.isNull { self.extra = extra }
    }

    var wireCall: WireCall {
      WireCall(
        id: id, name: name,
        arguments: value.map(ModelCall.Arguments.init(value:)) ?? ModelCall.Arguments(text: text))
    }
  }

  var all: [WireCall] { calls.map(\.wireCall) }

  /// For each call what came beside it, null where nothing did; nil where nothing came beside any.
  var extras: [JSON]? { calls.contains { $0.extra != nil } ? calls.map { $0.extra ?? .null } : nil }

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
}

extension JSON {
  /// The id of a call or of a piece of one; an empty one is none.
  fileprivate var callID: String? { self["id"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }
}
