/// The tables of an SQLite export; their version stands in `PRAGMA user_version` and rises where a column changes its meaning.
enum DatabaseSchema {
  /// The tables, made before the first row.
  static let tables = """
    PRAGMA user_version = 1;
    CREATE TABLE capture(
      source TEXT NOT NULL, link_type TEXT, snapshot_length INTEGER, filter TEXT,
      start_ns INTEGER, end_ns INTEGER, packets INTEGER, tcp_packets INTEGER, quality TEXT);
    CREATE TABLE connections(
      id INTEGER PRIMARY KEY, start_ns INTEGER NOT NULL, duration_ns INTEGER NOT NULL,
      client_address TEXT NOT NULL, client_port INTEGER NOT NULL,
      server_address TEXT NOT NULL, server_port INTEGER NOT NULL, vlan INTEGER,
      handshake TEXT NOT NULL, handshake_kind TEXT, handshake_ns INTEGER,
      server_round_trip_ns INTEGER, client_round_trip_ns INTEGER,
      close TEXT NOT NULL, close_initiator TEXT, close_ns INTEGER, midstream INTEGER NOT NULL,
      client_state TEXT, server_state TEXT,
      client_packets INTEGER, client_bytes INTEGER, client_retransmitted_packets INTEGER,
      client_retransmitted_bytes INTEGER,
      server_packets INTEGER, server_bytes INTEGER, server_retransmitted_packets INTEGER,
      server_retransmitted_bytes INTEGER,
      community_id TEXT, zeek_conn_state TEXT, zeek_history TEXT);
    CREATE TABLE events(
      id INTEGER PRIMARY KEY, connection INTEGER NOT NULL, frame INTEGER NOT NULL, time_ns INTEGER NOT NULL,
      sender TEXT NOT NULL, step TEXT NOT NULL, flags TEXT, seq INTEGER, ack INTEGER, window INTEGER, length INTEGER,
      client_state TEXT, server_state TEXT, note TEXT);
    CREATE TABLE findings(
      id INTEGER PRIMARY KEY, connection INTEGER, code TEXT NOT NULL, severity TEXT NOT NULL,
      grade TEXT NOT NULL, endpoint TEXT, time_ns INTEGER NOT NULL, frames TEXT NOT NULL,
      lost_what TEXT, lost_where TEXT, summary TEXT NOT NULL);
    """

  /// The indexes, made after the last row, which is faster than keeping them up.
  static let indexes = """
    CREATE INDEX connections_by_server ON connections(server_address, server_port);
    CREATE INDEX connections_by_start ON connections(start_ns);
    CREATE INDEX events_by_connection ON events(connection, time_ns);
    CREATE INDEX findings_by_connection ON findings(connection);
    CREATE INDEX findings_by_code ON findings(code);
    """
}
