import Testing

@testable import SuiteFiles

struct SelectStatementTests {
  @Test(arguments: [
    "select 1", " SELECT 1 ; ", "/* x */ select 1 -- ; delete", "values (1)", "with a as (select 1) select * from a",
    "select 'it''s; delete' from \"a;b\" where [c;d] = `e;f`", "select replace(a, 'b', 'c'), update_time from t",
    "select a from t where b in (select c from d)", "select 1 /* open", "select 'open",
  ])
  func takesOneSelect(_ query: String) throws {
    #expect(throws: Never.self) { try SelectStatement(query) }
  }

  @Test(arguments: [
    "", "  ", "-- select", "delete from t", "insert into t select 1", "replace into t values (1)",
    "pragma user_version",
    "attach 'x' as y", "vacuum", "begin", "explain select 1", "select 1; select 2", "select ?", "select ?1",
    "(select 1)x",
    "with a as (select 1) delete from t", "with a as (select 1) insert into t select 1", "with a as (select 1)",
  ])
  func refusesAllElse(_ query: String) {
    #expect(throws: SelectStatement.Refusal.self) { try SelectStatement(query) }
  }

  @Test func findsTheParametersAndWhereTheyStand() throws {
    let statement = try SelectStatement("select ':no' from t where a = :yes and b = @more -- :no\n and c=$ünder_1")
    #expect(statement.names.map(\.name) == ["yes", "more", "ünder_1"])
    #expect(statement.names.map(\.offset) == [31, 44, 64])
  }
}
