package import FlowDiagnosis

extension OctetBuffer {
  /// Appends `nanoseconds` for people: three significant digits and the unit that suits ("1.06 s", "20.6 ms", "213 µs", "2 min 07 s";
  /// in Korean "1.06초", "2분 07초").
  ///
  /// - Parameter unicode: Whether µ may be written; otherwise "us".
  package mutating func append(duration nanoseconds: Int64, unicode: Bool, in language: Language = .english) {
    octets.append(addingCapacity: TextRoom.duration) { octets in
      unsafe octets.write(atMost: TextRoom.duration) { text in
        unsafe text.put(duration: nanoseconds, unicode: unicode, in: language)
      }
    }
  }
}
