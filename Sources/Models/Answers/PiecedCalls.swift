import EvalCore
import OrderedJSON

/// A call of a stream, or a piece of one, in the words that all providers share.
struct CallPiece {
  /// The index that the stream gives it.
  var index: Int?
  /// Empty is none.
  var id: String?
  /// Empty where the piece says none.
  var name = ""
  /// A text, or as much of it as came; or a value, whole.
  var arguments: JSON?
  /// What came beside it and is wanted back.
  var extra: JSON?
}

/// The calls of one answer, put together from what each endpoint says of index, id, name and order.
///
/// Servers are seen to give all calls index 0, or no index, or one that drifts; a new id with each piece, the same to all, or
/// none; the name once, in every piece, or in parts; arguments in every way that ``PiecedArguments`` knows; and at the end
/// the whole call again (huggingface/smolagents#1958, QwenLM/Qwen-Agent#943, vllm-project/vllm#23522, ollama/ollama#15457).
/// So a piece without a name goes on with a call, whatever its id; one with a name, or an object after a whole one, begins a
/// call; and a repetition adds nothing, but where ids, indices or one list tell two equal calls apart.
struct PiecedCalls {
  struct Call {
    fileprivate(set) var id: String?
    fileprivate var index: Int?
    fileprivate(set) var name = ""
    fileprivate(set) var arguments = PiecedArguments()
    fileprivate(set) var extra: JSON?
    /// The last event that had a part of it.
    fileprivate var event: Int

    var wireCall: WireCall { WireCall(id: id, name: name, arguments: arguments.arguments) }
  }

  private(set) var calls: [Call] = []
  private var event = 0
  /// More calls than any answer may have; those after are not looked at.
  private static let most = 2 * WireAnswer.mostCalls

  var all: [WireCall] { calls.map(\.wireCall) }

  /// For each call what came beside it, null where nothing did; nil where nothing came beside any.
  var extras: [JSON]? { calls.contains { $0.extra != nil } ? calls.map { $0.extra ?? .null } : nil }

  /// What comes after this is of another event: only what comes again later can be a repetition.
  mutating func beginEvent() { event += 1 }

  /// A call that is no piece.
  @discardableResult mutating func append(_ call: CallPiece) -> Int { begin(call.withoutEmptyID) }

  /// - Returns: the index of the call to which the piece belongs; it is new where it was not there before.
  @discardableResult mutating func take(_ piece: CallPiece) -> Int {
    let piece = piece.withoutEmptyID
    guard calls.count < Self.most else { return calls.count - 1 }
    if let position = position(of: piece), calls[position].goesOn(with: piece, in: event) {
      calls[position].take(piece, in: event)
      return position
    }
    if let twin = twin(of: piece) {
      calls[twin].event = event
      return twin
    }
    return begin(piece)
  }

  /// For an endpoint that says which call the piece is of.
  mutating func extend(_ position: Int, by arguments: JSON?) { calls[position].arguments.take(arguments) }

  /// For an endpoint that says all arguments of a call again.
  mutating func settle(_ position: Int, with arguments: JSON?) {
    calls[position].arguments = PiecedArguments()
    calls[position].arguments.take(arguments)
  }

  @discardableResult private mutating func begin(_ piece: CallPiece) -> Int {
    calls.append(Call(index: piece.index, event: event))
    calls[calls.count - 1].take(piece, in: event)
    return calls.count - 1
  }

  /// The call that a piece may belong to: by both marks, by its id, by its index, or the last one.
  private func position(of piece: CallPiece) -> Int? {
    let (id, index) = (piece.id, piece.index)
    if id != nil, let both = calls.lastIndex(where: { $0.id == id && $0.index == index }) { return both }
    if id != nil, let same = calls.lastIndex(where: { $0.id == id }) { return same }
    if index != nil, let same = calls.lastIndex(where: { $0.index == index }) { return same }
    return calls.indices.last
  }

  /// An earlier call which this one repeats, where nothing but its content can tell.
  private func twin(of piece: CallPiece) -> Int? {
    guard piece.id == nil, piece.index != nil, !piece.name.isEmpty else { return nil }
    return calls.firstIndex { call in
      guard call.index == piece.index, call.name == piece.name, call.event < event else { return false }
      return !call.arguments.isOpen && call.arguments.relation(piece.arguments) == .nothing
    }
  }
}

extension PiecedCalls.Call {
  fileprivate mutating func take(_ piece: CallPiece, in event: Int) {
    self.event = event
    id = id ?? piece.id
    if piece.name.hasPrefix(name) { name = piece.name } else if !piece.name.isEmpty { name += piece.name }
    arguments.take(piece.arguments)
    if let extra = piece.extra, !extra.isNull { self.extra = extra }
  }

  fileprivate func goesOn(with piece: CallPiece, in event: Int) -> Bool {
    let relation = arguments.relation(piece.arguments)
    if piece.name.isEmpty { return relation != .begins }
    if name.isEmpty { return !isOther(than: piece) || index != nil && index == piece.index }
    if name != piece.name { return arguments.isBlank && isNamedInParts(by: piece, in: event) }
    if arguments.isOpen { return isUnfinished(before: piece, relation) }
    guard relation != .begins, !isOther(than: piece), !isSibling(of: piece, in: event) else { return false }
    // Without ids, an object after `{}` may well be another call of the tool.
    return relation == .nothing || arguments.isBlank || id != nil && id == piece.id || !piece.isWhole
  }

  /// Whether ids tell them apart, or indices where ids do not speak.
  private func isOther(than piece: CallPiece) -> Bool {
    if let id, let other = piece.id { return id != other }
    return isElsewhere(than: piece)
  }

  private func isElsewhere(than piece: CallPiece) -> Bool {
    guard let index, let other = piece.index else { return false }
    return index != other && (id == nil || id != piece.id)
  }

  /// Whether two calls that may be equal stand in one list, or nothing says that they are one.
  private func isSibling(of piece: CallPiece, in event: Int) -> Bool {
    if id != nil, id == piece.id { return self.event == event && index != piece.index }
    return self.event == event || !arguments.isBlank && index == nil && piece.index == nil
  }

  /// What is open goes on with what can be no call of its own, whatever its marks.
  private func isUnfinished(before piece: CallPiece, _ relation: PiecedArguments.Relation) -> Bool {
    if relation == .nothing { return !isElsewhere(than: piece) }
    if !piece.beginsObject { return true }
    return !isElsewhere(than: piece) && (relation == .replaces || piece.id == nil || id == piece.id)
  }

  private func isNamedInParts(by piece: CallPiece, in event: Int) -> Bool {
    guard self.event != event, index == piece.index else { return false }
    return piece.id == nil ? index != nil : id == piece.id
  }
}

extension CallPiece {
  fileprivate var withoutEmptyID: CallPiece {
    var piece = self
    if piece.id?.isEmpty == true { piece.id = nil }
    return piece
  }

  fileprivate var beginsObject: Bool {
    guard case .string(let text)? = arguments else { return arguments?.objectValue != nil }
    return text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  /// Whether its arguments are complete in themselves.
  fileprivate var isWhole: Bool {
    guard case .string(let text)? = arguments else { return arguments?.objectValue != nil }
    return (try? JSON(parsing: text))?.objectValue != nil
  }
}
