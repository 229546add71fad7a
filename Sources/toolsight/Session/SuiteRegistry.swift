import EvalCore
import OrderedJSON
import Registry
import SuiteFiles
import Synchronization

/// The registry that suites are read with: opened only where one of them names it.
///
/// A class because it remembers, beside what it tells the reader, whether the registry itself was at fault.
final class SuiteRegistry: RegistryLookup {
  private let place: RegistryPlace
  private let console: Console
  private let fault = Mutex(false)

  init(_ place: RegistryPlace, _ console: Console) { (self.place, self.console) = (place, console) }

  /// What a suite that cannot be read ends a command with: nobody who wrote it can mend a server that is gone.
  var exit: Exit { fault.withLock { $0 } ? .couldNotMeasure : .wrongInput }

  func registeredTools(_ reference: RegistryReference) throws(RegistryRefusal) -> [UInt8] {
    do {
      let set = try place.open(console) { registry throws(RegistryFailure) in try registry.usableSet(reference) }
      return Array((set.toolSetFile.pretty() + "\n").utf8)
    } catch {
      if !error.code.concernsTheRequest { fault.withLock { $0 = true } }
      let isNamed = error.message.contains(place.address.shown)
      throw RegistryRefusal(
        error.message + (isNamed ? "" : " (in \(place.address.shown))"), fix: error.fixOrChoice)
    }
  }
}
