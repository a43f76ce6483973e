#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import ScenarioKit

let usage = """
  usage: tcptrace-scenario FILE.pkt [OUT.pcap|-]
         tcptrace-scenario --check FILE.pkt...

  Writes the capture that a scenario describes, to standard output without OUT.pcap.
  --check writes nothing and only says whether the scenarios can be read.

  """

let arguments = CommandLine.arguments.dropFirst()
if arguments.contains("--help") || arguments.contains("-h") {
  exit(write(Array(usage.utf8), to: STDOUT_FILENO) ? .success : .cannotWrite)
}
let isCheck = arguments.first == "--check"
let paths = isCheck ? arguments.dropFirst() : arguments
guard let first = paths.first, isCheck || paths.count <= 2, !paths.contains(where: { $0.hasPrefix("-") && $0 != "-" })
else {
  complain(usage)
  exit(.usage)
}

if isCheck {
  // Every file is read before the verdict, so that one run shows every mistake.
  let statuses = paths.map { path in
    switch scenario(at: path) {
    case .success: Status.success
    case .failure(let status): status
    }
  }
  exit(statuses.first { $0 != .success } ?? .success)
}

let output = paths.dropFirst().first ?? "-"
guard output != "-" || isatty(STDOUT_FILENO) == 0 else {
  complain("tcptrace-scenario: will not write a capture to a terminal: name a file\n")
  exit(.usage)
}
switch scenario(at: first) {
case .success(let scenario):
  guard save(scenario.pcap(), to: output) else {
    complain("tcptrace-scenario: \(output): cannot be written\n")
    exit(.cannotWrite)
  }
case .failure(let status):
  exit(status)
}
