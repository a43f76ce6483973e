import FlowReporting
import PacketDecoding

/// What reading hands to following: segments in the order of their packets, and what else there is to tell between them.
struct SegmentBatch: Sendable {
  /// The segments, of which the first `count` are there.
  var segments: [Segment]
  /// How many segments there are, as many as there is room for at most.
  var count = 0
  /// Segments of a batch that is followed where it is read: as many as are looked up together.
  static let usualSize = 32

  /// What is to be told, in order.
  private(set) var notices: [PlacedNotice] = []
  /// The octets of the packets that `notices` speak of.
  private(set) var octets: [UInt8] = []

  /// Something to be told behind the first `position` segments.
  struct PlacedNotice: Sendable {
    /// Segments that come before it.
    let position: Int
    /// What it is.
    let notice: Notice
  }

  /// Octets of packets and comments, and things to be told, after which a batch is full.
  private static let octetLimit = 256 << 10
  private static let noticeLimit = 256

  /// Whether what is to be told beside segments is enough to hand the batch on.
  private var isHeavy = false
  /// Octets of packets and comments.
  private(set) var weight = 0

  /// An empty batch for `size` segments, 1 or more.
  init(size: Int) {
    segments = [Segment](repeating: Segment(), count: max(size, 1))
  }

  /// Whether it has to be handed on before anything else is added.
  @inline(__always)
  var isFull: Bool { count == segments.count || isHeavy }

  /// Whether there is nothing in it.
  var isEmpty: Bool { count == 0 && notices.isEmpty }

  /// Has `body` write the segment at `count`; there is room, since the batch is not full.
  @inline(__always)
  mutating func fill<Result>(_ body: (inout Segment) -> Result) -> Result {
    body(&segments[count])
  }

  /// The segment at `count`, which is decoded now, becomes part of the batch.
  @inline(__always)
  mutating func keep() {
    count &+= 1
  }

  /// Tells `notice` behind the segments so far.
  mutating func tell(_ notice: Notice) {
    notices.append(PlacedNotice(position: count, notice: notice))
    isHeavy = notices.count >= Self.noticeLimit || weight >= Self.octetLimit
  }

  /// Tells of a packet, and keeps its octets.
  mutating func show(_ facts: PacketFacts, _ packet: RawSpan) {
    let start = octets.count
    unsafe packet.withUnsafeBytes { unsafe octets.append(contentsOf: $0) }
    weight += packet.byteCount
    tell(.packet(facts, octets: start..<octets.count))
  }

  /// Tells what others wrote about the packet `frame`.
  mutating func tell(_ comments: [[UInt8]], about frame: UInt64) {
    // Each is an array of its own.
    for comment in comments { weight += comment.count + 64 }
    tell(.comments(comments, frame: frame))
  }

  /// Makes it empty; its memory stays.
  mutating func clear() {
    count = 0
    if notices.isEmpty { return }
    notices.removeAll(keepingCapacity: true)
    octets.removeAll(keepingCapacity: true)
    isHeavy = false
    weight = 0
  }
}

/// What reading has to tell beside segments. Frames are those of the run.
enum Notice: Sendable {
  /// The time of the capture's first packet, in nanoseconds since the epoch.
  case firstPacket(at: Int64)
  /// The packets shown from now on come from this interface.
  case interface(PacketInterface)
  /// A packet, with the place of its octets in the batch's.
  case packet(PacketFacts, octets: Range<Int>)
  /// The packet shown last is a fragment.
  case part
  /// What others wrote about a packet.
  case comments([[UInt8]], frame: UInt64)
  /// A packet that could not be decoded, where these are to be listed.
  case damaged(DamagedPacket)
  /// Nothing came for a while; live, it is this time now, in nanoseconds since the epoch.
  case quiet(now: Int64?)
  /// Somebody wants to know how far the run has come; what is to be said of reading before and after what is said of connections.
  case counts([String], [String])
}

/// Who takes what was read.
protocol SegmentTaker: ~Copyable {
  /// Whether anything can still come of reading on.
  var isOfUse: Bool { get }

  /// Takes all that is in `batch`, and leaves it empty.
  mutating func take(_ batch: inout SegmentBatch)
}
