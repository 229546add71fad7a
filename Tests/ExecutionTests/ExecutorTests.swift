import EvalCore
import OrderedJSON
import TestSupport
import Testing

@testable import Execution

struct ExecutorTests {
  @Test func fillsATemplate() async throws {
    let sample = try Sample()
    let outcome = await sample.run(.template(ResultTemplate("Hello {{name}}")), ["name": "Ana"])
    #expect(outcome.text == "Hello Ana" && !outcome.isError)
    #expect(outcome.decidedBy == .execution && outcome.breaker == nil && outcome.milliseconds >= 0)
  }

  @Test func measuresByItsClock() async throws {
    let ticks = Box(0)
    let sample = try Sample {
      .milliseconds(
        ticks.update { ticks in
          ticks += 250; return ticks
        })
    }
    #expect(await sample.run(.template(ResultTemplate("x"))).milliseconds == 250)
  }

  @Test func saysWhichToolsGoWithoutNamespaces() throws {
    var weak = ProcessExecution(command: [.text("x")])
    weak.isolation = .weak
    var suite = Made.suite([Made.evalCase("a")])
    suite.results = ["find": .live(Sample.execution(.process(ProcessExecution(command: [.text("x")]))))]
    #expect(suite.weaklyIsolatedTools == [])
    suite.cases[0].results = ["get": .live(Sample.execution(.process(weak)))]
    #expect(suite.weaklyIsolatedTools == ["tool"])
  }
}
