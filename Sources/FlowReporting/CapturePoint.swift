import FlowDiagnosis

/// Where on the path the capture was taken, as far as round trips tell.
struct CapturePoint {
  /// The round trip from the capture point to the client and back, in nanoseconds; nil when unknown.
  let client: Int64?
  /// The round trip to the server and back.
  let server: Int64?

  /// Under this, in nanoseconds, a host is as good as reached: one machine or one wire.
  private static let near: Int64 = 250_000

  /// Appends the verdict in a few words; nothing when no round trip is known.
  func append(to buffer: inout OctetBuffer, unicode: Bool, in language: Language) {
    switch (client, server) {
    case (let client?, let server?):
      buffer.append(Self.place(client: max(client, 0), server: max(server, 0)), in: language)
      buffer.append(": ")
      append(Words("client @, ", ko: "클라이언트까지 @, "), max(client, 0), to: &buffer, unicode, language)
      append(Words("server @ away", ko: "서버까지 @"), max(server, 0), to: &buffer, unicode, language)
    case (let client?, nil):
      append(Words("client @ away", ko: "클라이언트까지 @"), client, to: &buffer, unicode, language)
    case (nil, let server?):
      append(Words("server @ away", ko: "서버까지 @"), server, to: &buffer, unicode, language)
    case (nil, nil):
      break
    }
  }

  private static func place(client: Int64, server: Int64) -> Words {
    // A share of the whole path, not a time alone: 2 ms is near on a path of 200 and in the middle of one of 4.
    if client < near && server < near { return Words("both ends near the capture", ko: "양 끝 모두 캡처 지점 가까이") }
    if client < near && client < server / 10 {
      return Words("captured on or near the client's host", ko: "클라이언트 호스트나 그 가까이에서 캡처")
    }
    if server < near && server < client / 10 {
      return Words("captured on or near the server's host", ko: "서버 호스트나 그 가까이에서 캡처")
    }
    if client < server / 10 { return Words("captured near the client", ko: "클라이언트 가까이에서 캡처") }
    if server < client / 10 { return Words("captured near the server", ko: "서버 가까이에서 캡처") }
    return Words("captured in the middle", ko: "경로 중간에서 캡처")
  }

  private func append(
    _ words: Words, _ time: Int64, to buffer: inout OctetBuffer, _ unicode: Bool, _ language: Language
  ) {
    buffer.append(words, in: language) { $0.append(duration: time, unicode: unicode, in: language) }
  }
}
