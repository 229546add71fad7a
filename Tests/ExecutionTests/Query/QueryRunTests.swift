import EvalCore
import Foundation
import GRDBSQLite
import OrderedJSON
import TestSupport
import Testing

@testable import Execution

@Suite(.timeLimit(.minutes(1)))
struct QueryRunTests {
  private static let rows = """
    create table issues (number integer, title text, state text, score real, body blob);
    insert into issues values (7, 'It''s', 'open', 0.5, x'00ff'), (8, '; drop table issues', 'closed', 9e999, null);
    """

  /// A project with the database `t.sqlite`.
  private static func sample(_ script: String = rows) throws -> Sample {
    let sample = try Sample()
    var database: OpaquePointer?
    #expect(sqlite3_open(sample.folder.file("t.sqlite"), &database) == SQLITE_OK)
    #expect(sqlite3_exec(database, script, nil, nil, nil) == SQLITE_OK)
    sqlite3_close(database)
    return sample
  }

  private func query(
    _ query: String, timeout: Duration = .seconds(5), rows: Int = 100
  ) -> ToolExecution.Kind {
    var execution = QueryExecution(file: "t.sqlite", query: query)
    (execution.timeout, execution.rows) = (timeout, rows)
    return .query(execution)
  }

  @Test func givesRowsAsJSON() async throws {
    let sample = try Self.sample()
    let outcome = await sample.run(query("select * from issues order by number"), hasOutputSchema: true)
    #expect(
      outcome.text
        == #"[{"number":7,"title":"It's","state":"open","score":0.5,"body":"AP8="},"#
        + #"{"number":8,"title":"; drop table issues","state":"closed","score":"inf","body":null}]"#)
    #expect(outcome.result["structuredContent"]?[1]?["number"] == 8 && !outcome.isError)
    #expect(await sample.run(query("select 1 where 0")).text == "[]")
  }

  @Test func bindsArgumentsByName() async throws {
    let sample = try Self.sample()
    let select = query("select :a as a, @b as b, $c as c, :d as d, :e as e, :none as none, typeof(:a) as type")
    let outcome = await sample.run(select, ["a": 7, "b": 1.25, "c": "'; --\u{0}é", "d": true, "e": [1, nil]])
    #expect(
      outcome.text
        == #"[{"a":7,"b":1.25,"c":"'; --\u0000é","d":1,"e":"[1,null]","none":null,"type":"integer"}]"#)
    let found = await sample.run(
      query("select number from issues where title = :title"), ["title": "; drop table issues"])
    #expect(found.text == #"[{"number":8}]"#)
  }

  @Test(arguments: [
    "delete from issues", "pragma user_version = 5", "attach ':memory:' as x", "create temp table x (y)", "begin",
    "select load_extension('x')", "select 1; select 2", "vacuum into 'x'", "select * from pragma_database_list",
    "insert into issues (number) values (9) returning number",
  ])
  func readsAndDoesNothingElse(_ text: String) async throws {
    let sample = try Self.sample()
    let before = try Data(contentsOf: sample.folder.url.appending(path: "t.sqlite"))
    let outcome = await sample.run(query(text))
    #expect(outcome.isError && outcome.text.hasPrefix("This tool failed: its database said"), "\(outcome.text)")
    #expect(await sample.problems(query(text)).count == 1)
    #expect(try Data(contentsOf: sample.folder.url.appending(path: "t.sqlite")) == before)
    #expect(try sample.folder.files == ["t.sqlite"])
  }

  @Test func givesUpAQueryThatTakesLong() async throws {
    let sample = try Self.sample()
    let endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    let outcome = await sample.run(query(endless, timeout: .milliseconds(200)))
    #expect(outcome.text.contains("did not end within 0.2 seconds") && outcome.isError)
    let task = Task { await sample.run(query(endless, timeout: .seconds(50))) }
    task.cancel()
    #expect(await task.value.isError)
  }

  @Test func givesNoMoreThanItMay() async throws {
    let sample = try Self.sample()
    let many = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) select"
    #expect(await sample.run(query("\(many) i from n limit 5", rows: 5)).isError == false)
    #expect(await sample.run(query("\(many) i from n", rows: 5)).text.contains("gives more than 5 rows"))
    #expect(
      await sample.run(query("\(many) hex(zeroblob(1000)) as x from n", rows: 1000)).text.contains("more than 1 MB"))
    #expect(await sample.run(query("select hex(zeroblob(2000000))")).text.contains("more than 1 MB"))
  }

  @Test func saysBeforeARunWhatCannotBeAsked() async throws {
    let sample = try Self.sample()
    #expect(await sample.problems(query("select title from issues where number = :number")) == [])
    #expect(
      await sample.problems(query("select titel from issues")) == [
        "suite.yaml:1:1: error: SQLite refuses the query of '~sql' over 't.sqlite': no such column: titel"
      ])
    #expect(await sample.problems(query("select title, state as title from issues"))[0].contains("called 'title'"))
    #expect(
      await sample.problems(.query(QueryExecution(file: "no.sqlite", query: "select 1")))[0].contains("not exist"))
    try sample.folder.write("no database".utf8, to: "t.sqlite")
    #expect(await sample.problems(query("select 1 from issues"))[0].contains("not a database"))
  }
}
