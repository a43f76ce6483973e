import ArgumentParser
import FlowDiagnosis
import FlowReporting
import PacketCapture

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a run is held against; a run that does not meet it ends with status 1.
struct GateOptions: ParsableArguments {
  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Fail on findings: error, warning (or worse), note (or worse), or codes, with commas between.",
      valueName: "what"),
    transform: GateOptions.failOn)
  var failOn: FailOn?

  @Option(
    name: .customLong("expect"),
    help: ArgumentHelp("Fail unless the connections are as the file says.", valueName: "file"), completion: .file())
  var expect: String?

  @Option(
    name: .customLong("baseline"),
    help: ArgumentHelp("Fail unless the run comes to what the file has of an earlier one.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @Option(
    name: .customLong("baseline-times"),
    help: ArgumentHelp("Compare durations too: how far they may differ, as 20% or 5ms.", valueName: "tolerance"),
    transform: GateOptions.tolerance)
  var baselineTimes: Tolerance?

  @Option(
    name: .customLong("write-baseline"),
    help: ArgumentHelp("Write what the run came to, for --baseline; never where CI is set.", valueName: "file"),
    completion: .file())
  var writeBaseline: String?

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write the verdicts for CI: junit=FILE, tap=FILE or github=FILE; - is standard output.", valueName: "kind=file"),
    transform: VerdictReport.init(argument:))
  var reports: [VerdictReport] = []

  /// Whether anything is to be judged or recorded.
  var isUsed: Bool {
    failOn != nil || expect != nil || baseline != nil || writeBaseline != nil || !reports.isEmpty
  }

  /// Refuses combinations that mean nothing.
  func validate() throws {
    if writeBaseline != nil, let value = unsafe getenv("CI"), unsafe value[0] != 0 {
      throw ValidationError(
        "--write-baseline is refused where CI is set: make the baseline on your machine, read it, commit it.")
    }
    if writeBaseline != nil && baseline != nil {
      throw ValidationError("--baseline compares and --write-baseline records: give one of them.")
    }
    if baselineTimes != nil && baseline == nil && writeBaseline == nil {
      throw ValidationError("--baseline-times goes with --baseline or --write-baseline.")
    }
    let judged = failOn != nil || expect != nil || baseline != nil
    if let report = reports.first(where: { $0.kind != .github }), !judged {
      throw ValidationError(
        "--report \(report.kind.rawValue) tells what --fail-on, --baseline or --expect came to: give one of them.")
    }
  }

  /// The conditions, their files read.
  func conditions(settings: TextSettings) throws -> GateConditions {
    var conditions = GateConditions()
    conditions.settings = settings
    conditions.failOn = failOn
    conditions.tolerance = baselineTimes
    conditions.records = (writeBaseline != nil, baselineTimes != nil)
    if let path = expect {
      let text = try TextFile.content(of: path)
      do throws(GateFileError) {
        conditions.expectations = (path, try ExpectationParser.parse(text))
      } catch {
        throw GateFileComplaint(path: path, error: error)
      }
      if conditions.expectations?.content.isEmpty == true {
        throw ValidationError("\(path): holds no expectation.")
      }
    }
    if let path = baseline {
      let text = try TextFile.content(of: path)
      do throws(GateFileError) {
        conditions.baseline = (path, try Baseline(text: text))
      } catch {
        throw GateFileComplaint(path: path, error: error)
      }
      if baselineTimes != nil && conditions.baseline?.content.hasTimes == false {
        throw ValidationError("\(path): has no times; make it with --write-baseline and --baseline-times.")
      }
    }
    return conditions
  }

  @Sendable private static func failOn(_ argument: String) throws -> FailOn {
    let items = try argument.split(separator: ",", omittingEmptySubsequences: false).map { name in
      guard let item = FailOn.Item(String(name)) else {
        let nearest = NearestWord.of(name, among: FailOn.Item.names)
        throw ValidationError(
          "\"\(name)\" is neither a severity nor a finding" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "."))
      }
      return item
    }
    return FailOn(items)
  }

  @Sendable private static func tolerance(_ argument: String) throws -> Tolerance {
    guard let tolerance = Tolerance(argument) else {
      throw ValidationError("\"\(argument)\" is neither a share such as 20% nor a duration such as 5ms.")
    }
    return tolerance
  }
}
