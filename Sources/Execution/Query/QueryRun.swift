import EvalCore
import GRDBSQLite
import MCP
import OrderedJSON

/// One call that a query answers.
struct QueryRun: Sendable {
  private let execution: QueryExecution
  private let place: ExecutionPlace

  init(_ execution: QueryExecution, _ place: ExecutionPlace) { (self.execution, self.place) = (execution, place) }

  func answer(to arguments: JSONObject) async -> Result<ExecutionAnswer.Content, ExecutionFailure> {
    await BlockingWork.run { wakeup in
      Result { () throws(ExecutionFailure) in .text(JSON.array(try rows(arguments, wakeup)).compact) }
    }
  }

  private func rows(_ arguments: JSONObject, _ wakeup: Wakeup) throws(ExecutionFailure) -> [JSON] {
    let file: String
    do { file = try place.file(execution.file) } catch { throw error.failure }
    do throws(ReadOnlyDatabase.Refusal) {
      let database = try ReadOnlyDatabase(file, timeout: execution.timeout, wakeup: wakeup)
      let found = try QueryRows(execution.query, in: database)
      try found.bind(arguments)
      var rows: [JSON] = []
      while rows.count <= execution.rows, let row = try found.next() { rows.append(row) }
      if rows.count <= execution.rows { return rows }
    } catch {
      throw failure(error)
    }
    throw ExecutionFailure("its query gives more than \(execution.rows) rows", .otherArguments)
  }

  private func failure(_ refusal: ReadOnlyDatabase.Refusal) -> ExecutionFailure {
    switch refusal.code & 0xFF {
    case SQLITE_INTERRUPT: ExecutionFailure("its query did not end within \(execution.timeout)", .otherArguments)
    case SQLITE_BUSY, SQLITE_LOCKED: ExecutionFailure("its database is in use (\(refusal.message))", .again)
    case SQLITE_TOOBIG:
      ExecutionFailure("its query gives more than \(ReadOnlyDatabase.mostBytes >> 20) MB", .otherArguments)
    default: ExecutionFailure("its database said '\(refusal.message.excerpt(limit: 200))'", .useless)
    }
  }

  /// What keeps the query from being answered here: it is prepared and not run.
  func problem() async -> ExecutionProblem? {
    await BlockingWork.run { wakeup in
      do throws(ExecutionProblem) {
        let file = try place.file(execution.file)
        do throws(ReadOnlyDatabase.Refusal) {
          let database = try ReadOnlyDatabase(file, timeout: execution.timeout, wakeup: wakeup)
          let column = try QueryRows(execution.query, in: database).repeatedColumn
          return column.map {
            ExecutionProblem("two columns of the query are called '\($0.excerpt())'", fix: "give one another name: AS")
          }
        } catch {
          throw ExecutionProblem("SQLite refuses the query of '~sql' over '\(execution.file)': \(error.message)")
        }
      } catch {
        return error
      }
    }
  }
}
