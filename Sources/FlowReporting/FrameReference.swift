/// A packet's number as reports get it: in a run over several files the file is part of it.
///
/// While connections are followed packets are numbered through, so that numbers can be compared. What is handed to reports names each
/// packet as other tools do, by its number in its own file: the file's number, from 1, stands in the upper 16 bits. In a run over one file
/// those bits are 0, and nothing differs.
package struct FrameReference: Hashable, Sendable {
  /// The file, counted from 1; 0 where there is one only.
  package let source: Int
  /// The packet's 1-based number in it.
  package let number: UInt64

  /// The reference in `field`, which a segment, a timeline entry or a finding has as its frame.
  package init(_ field: UInt64) {
    source = Int(field >> 48)
    number = field & 0xFFFF_FFFF_FFFF
  }

  /// A packet of a file among several.
  package init(source: Int, number: UInt64) {
    self.source = source & 0xFFFF
    self.number = number & 0xFFFF_FFFF_FFFF
  }

  /// The reference as a frame field.
  package var field: UInt64 { UInt64(source) << 48 | number }

  /// As text has it: `4`, or `2:4` for packet 4 of file 2.
  package var text: String { source == 0 ? String(number) : "\(source):\(number)" }
}
