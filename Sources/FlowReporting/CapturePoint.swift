import FlowTracking

/// Where on the path the capture was taken, as far as round trips tell.
struct CapturePoint {
  /// The round trip from the capture point to the client and back, in nanoseconds; nil when unknown.
  let client: Int64?
  /// The round trip to the server and back.
  let server: Int64?

  /// Under this, in nanoseconds, a host is as good as reached: one machine or one wire.
  private static let near: Int64 = 250_000

  /// Appends the verdict in a few words; nothing when no round trip is known.
  func append(to buffer: inout OctetBuffer, unicode: Bool) {
    switch (client, server) {
    case (let client?, let server?):
      append(client: max(client, 0), server: max(server, 0), to: &buffer, unicode: unicode)
    case (let client?, nil):
      append("client", client, to: &buffer, unicode: unicode)
      buffer.append(" away")
    case (nil, let server?):
      append("server", server, to: &buffer, unicode: unicode)
      buffer.append(" away")
    case (nil, nil):
      break
    }
  }

  private func append(client: Int64, server: Int64, to buffer: inout OctetBuffer, unicode: Bool) {
    // A share of the whole path, not a time alone: 2 ms is near on a path of 200 and in the middle of one of 4.
    if client < Self.near && server < Self.near {
      buffer.append("both ends near the capture")
    } else if client < Self.near && client < server / 10 {
      buffer.append("captured on or near the client's host")
    } else if server < Self.near && server < client / 10 {
      buffer.append("captured on or near the server's host")
    } else if client < server / 10 {
      buffer.append("captured near the client")
    } else if server < client / 10 {
      buffer.append("captured near the server")
    } else {
      buffer.append("captured in the middle")
    }
    buffer.append(": ")
    append("client", client, to: &buffer, unicode: unicode)
    buffer.append(", ")
    append("server", server, to: &buffer, unicode: unicode)
    buffer.append(" away")
  }

  private func append(_ name: StaticString, _ time: Int64, to buffer: inout OctetBuffer, unicode: Bool) {
    buffer.append(name)
    buffer.append(" ")
    buffer.append(duration: time, unicode: unicode)
  }
}
