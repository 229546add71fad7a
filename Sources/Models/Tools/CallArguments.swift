package import EvalCore
import OrderedJSON

extension ModelCall.Arguments {
  /// Arguments as a model wrote them: empty or `null` means none; anything but one JSON object is malformed.
  package init(text: String) {
    guard !text.allSatisfy(\.isWhitespace) else {
      self = .object([:])
      return
    }
    do {
      self.init(try JSON(parsing: text, limits: JSONLimits(mendsText: true)), text: text)
    } catch {
      self = .malformed(text: text, reason: "arguments are not JSON: \(error)")
    }
  }

  /// Arguments that an endpoint sends as a value, not as text.
  init(value: JSON) { self.init(value, text: value.compact) }

  /// Arguments of an endpoint that may send them either way; absent ones are none.
  init(textOrValue json: JSON?) {
    switch json {
    case .string(let text): self.init(text: text)
    case let value?: self.init(value: value)
    case nil: self = .object([:])
    }
  }

  private init(_ value: JSON, text: @autoclosure () -> String) {
    switch value {
    case .object(let object): self = .object(object)
    case .null: self = .object([:])
    default: self = .malformed(text: text(), reason: "arguments are not an object but \(value.typeName)")
    }
  }
}
