import CSQLite

/// Why a database takes no more, in SQLite's words.
package struct DatabaseError: Error {
  /// What happened.
  package var message: String
}

/// A new SQLite database.
@safe
final class Database {
  private let handle: OpaquePointer

  /// Opens the file at `path`, octets with a 0 behind them; it must be empty.
  init(path: [CChar]) throws(DatabaseError) {
    var opened: OpaquePointer?
    let status = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    guard let handle = unsafe opened else { throw DatabaseError(message: "out of memory") }
    unsafe self.handle = unsafe handle
    if status != SQLITE_OK { throw failure }
  }

  deinit {
    unsafe sqlite3_close_v2(handle)
  }

  /// The error that the last call ended in.
  var failure: DatabaseError {
    unsafe DatabaseError(message: String(cString: sqlite3_errmsg(handle)))
  }

  /// Runs statements that give nothing.
  func run(_ text: String) throws(DatabaseError) {
    guard unsafe sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK else { throw failure }
  }

  /// A statement to be run often, with places for values.
  func prepare(_ text: String) throws(DatabaseError) -> Statement {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, text, -1, &statement, nil) == SQLITE_OK, let prepared = unsafe statement
    else { throw failure }
    return unsafe Statement(prepared, of: self)
  }

  /// One prepared statement; values are bound from the first place on.
  @safe
  final class Statement {
    private let handle: OpaquePointer
    private let database: Database
    private var place: Int32 = 0
    private var text = OctetBuffer()

    init(_ handle: OpaquePointer, of database: Database) {
      unsafe self.handle = unsafe handle
      self.database = database
    }

    deinit {
      unsafe sqlite3_finalize(handle)
    }

    /// Binds a whole number; nil is NULL.
    func bind(_ value: Int64?) {
      place += 1
      guard let value else { return }
      unsafe sqlite3_bind_int64(handle, place, value)
    }

    /// Binds a number that fits into 63 bits, or the largest that does.
    func bind(_ value: (some UnsignedInteger)?) {
      bind(value.map { Int64(clamping: $0) })
    }

    /// Binds a word; nil is NULL.
    func bind(_ value: StaticString?) {
      guard let value else { return bind(Int64?.none) }
      bind { $0.append(value) }
    }

    /// Binds the text that `body` appends; NULL where it appends none.
    func bind(_ body: (inout OctetBuffer) -> Void) {
      place += 1
      text.removeAll()
      body(&text)
      guard !text.isEmpty else { return }
      let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      let count = Int32(clamping: text.count)
      unsafe text.octets.withUnsafeBufferPointer { octets in
        unsafe octets.withMemoryRebound(to: CChar.self) { characters in
          _ = unsafe sqlite3_bind_text(handle, place, characters.baseAddress, count, copied)
        }
      }
    }

    /// Runs the statement with what was bound.
    func step() throws(DatabaseError) {
      let status = unsafe sqlite3_step(handle)
      place = 0
      unsafe sqlite3_reset(handle)
      unsafe sqlite3_clear_bindings(handle)
      if status != SQLITE_DONE { throw database.failure }
    }
  }
}

/// The SQLite this process runs with.
package enum SQLiteVersion {
  /// Such as "SQLite version 3.40.1".
  package static var text: String {
    unsafe "SQLite version " + String(cString: sqlite3_libversion())
  }
}
