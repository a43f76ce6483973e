/// What waits for its time: a binary heap, of which elements with the same time leave in the order in which they entered.
struct TimedQueue<Element> {
  private var heap: [(time: Int64, order: UInt64, element: Element)] = []
  private var entered: UInt64 = 0

  /// The time of the element that leaves next; nil when none waits.
  var nextTime: Int64? { heap.first?.time }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    heap[a].time != heap[b].time ? heap[a].time < heap[b].time : heap[a].order < heap[b].order
  }

  mutating func insert(_ element: Element, at time: Int64) {
    heap.append((time, entered, element))
    entered += 1
    var index = heap.count - 1
    while index > 0, precedes(index, (index - 1) / 2) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func removeFirst() -> (time: Int64, element: Element)? {
    guard !heap.isEmpty else { return nil }
    heap.swapAt(0, heap.count - 1)
    let first = heap.removeLast()
    var index = 0
    while true {
      var smallest = index
      if 2 * index + 1 < heap.count, precedes(2 * index + 1, smallest) { smallest = 2 * index + 1 }
      if 2 * index + 2 < heap.count, precedes(2 * index + 2, smallest) { smallest = 2 * index + 2 }
      if smallest == index { return (first.time, first.element) }
      heap.swapAt(index, smallest)
      index = smallest
    }
  }
}
