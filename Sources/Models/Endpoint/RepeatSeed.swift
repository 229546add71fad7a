import EvalCore
import OrderedJSON

extension Sampling {
  /// Where the requests of the APIs keep a seed that `extra` sets; looked for in all, as a gateway may take another's words.
  /// Each once, or it would move on twice.
  private static let seedPaths = Provider.all.flatMap(\.seedPaths).reduce(into: [[String]]()) { paths, path in
    if !paths.contains(path) { paths.append(path) }
  }

  /// This sampling as repeat `number` of a case is asked with it: the seed moved on by one with each repeat, so that a run can
  /// be made again and its repeats are not the same answer over and over. Nothing else enters the seed, so that every
  /// variant is asked with the same ones.
  func ofRepeat(_ number: Int) -> Sampling {
    var sampling = self
    sampling.seed = seed?.moved(by: number - 1)
    if number > 1 {
      sampling.extra = extra.mapValues { members in
        Self.seedPaths.reduce(members) { $0.movingInteger(at: $1[...], by: number - 1) }
      }
    }
    return sampling
  }

  /// The seed that goes over the wire; nil where none does, as far as we know.
  func sentSeed(by dialect: any Dialect) -> Int? {
    let extra = extra[dialect.name].map(JSON.object)
    let own = Self.seedPaths.lazy.compactMap { path in
      path.reduce(extra) { $0?[$1] }?.numberValue?.intValue
    }.first
    return own ?? (dialect.takesSeed ? seed : nil)
  }
}

extension Int {
  /// Seeds are any number, so that after the last one the first follows.
  fileprivate func moved(by steps: Int) -> Int { self &+ steps }
}

extension JSONObject {
  fileprivate func movingInteger(at path: ArraySlice<String>, by steps: Int) -> JSONObject {
    guard let name = path.first, let member = self[name] else { return self }
    var object = self
    if path.count > 1, let inner = member.objectValue {
      object[name] = .object(inner.movingInteger(at: path.dropFirst(), by: steps))
    } else if path.count == 1, let seed = member.numberValue?.intValue {
      object[name] = .number(JSONNumber(seed.moved(by: steps)))
    }
    return object
  }
}
