import EvalCore
import OrderedJSON
import Testing

struct ResultTemplateTests {
  private func filled(_ text: String, _ arguments: JSONObject) -> String {
    ResultTemplate(text).filled(with: arguments)
  }

  @Test func putsArgumentsIntoTheText() {
    #expect(filled("Hello {{name}}, {{ name }}!", ["name": "Ana"]) == "Hello Ana, Ana!")
    #expect(
      filled("{{n}} {{yes}} {{list}} {{map}}", ["n": 1.50, "yes": true, "list": [1], "map": ["a": nil]])
        == #"1.5 true [1] {"a":null}"#)
  }

  @Test func followsDots() {
    let arguments: JSONObject = ["address": ["city": "Berlin"], "labels": ["bug", ["x": "deep"]]]
    #expect(filled("{{address.city}} {{labels.0}} {{labels.1.x}}", arguments) == "Berlin bug deep")
  }

  @Test func leavesNothingForWhatIsMissing() {
    #expect(filled("[{{a}}{{b.c}}{{d.7}}{{e}}]", ["b": "text", "d": [1], "e": nil]) == "[]")
  }

  @Test func putsInAnArgumentAsItIs() {
    #expect(filled("{{a}}", ["a": "<b> & {{b}}", "b": "no"]) == "<b> & {{b}}")
    #expect(filled("} { }} {x}", [:]) == "} { }} {x}")
  }

  @Test func saysWhichArgumentsItNamesAndWhere() {
    let mentions = ResultTemplate("é {{ a.b }}{{c}}").mentions
    #expect(mentions.map(\.name) == ["a", "c"] && mentions.map(\.offset) == [5, 13])
  }

  @Test(arguments: [
    ("{{a", 0), ("x {{", 2), ("{{}}", 2), ("{{ }}", 2), ("{{#a}}", 2), ("{{/a}}", 2), ("{{!a}}", 2), ("{{>a}}", 2),
    ("{{&a}}", 2), ("{{{a}}}", 2), ("{{.}}", 2), ("{{a..b}}", 2), ("{{a.}}", 2),
  ])
  func refusesLogicAndHalfNames(_ text: String, offset: Int) {
    #expect(ResultTemplate(text).refusals.map(\.offset) == [offset])
  }
}
