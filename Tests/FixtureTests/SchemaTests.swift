import Testing

/// `--print-schema`, by which every report that these tests read is checked (`Report`).
@Suite struct SchemaTests {
  @Test func theCheckFindsFaults() throws {
    let check = try SchemaCheck.printed.get()
    #expect(check.names.count > 10)
    let good = #"{"type":"capture","schema":"tcptrace-swift/1","source":"a","link_type":"EN10MB","snapshot_length":96}"#
    #expect(try check.faults(of: good) == [])
    #expect(try check.faults(of: good.replacing("96", with: "-1")).count == 1)
    #expect(try check.faults(of: good.replacing("\"a\"", with: "3")).count == 1)
    #expect(try check.faults(of: good.replacing("\"source\"", with: "\"name\"")).count == 2)
    #expect(try check.faults(of: good.replacing("swift/1", with: "swift/2")).count == 1)
    #expect(try check.faults(of: #"{"type":"nothing"}"#).count == 1)
  }
}
