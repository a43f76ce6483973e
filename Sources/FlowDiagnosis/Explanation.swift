package import FlowTracking

/// Words that are the same whatever was captured, in every language the tool speaks.
package struct Words: Sendable {
  private let english: StaticString
  private let korean: StaticString

  /// The words `english` and, saying the same, `ko`.
  package init(_ english: StaticString, ko: StaticString) {
    self.english = english
    korean = ko
  }

  /// The words in `language`.
  package func text(in language: Language) -> StaticString {
    switch language {
    case .english: english
    case .korean: korean
    }
  }
}

/// What `--explain` says of a code beyond its row: what happens on the wire and in both endpoints, why, and how to make sure.
///
/// Each code has one, in a file of its own, in English and in Korean; `FindingCode.explanation` finds it.
package struct Explanation: Sendable {
  /// The row's title in Korean, without a full stop.
  package let koreanTitle: StaticString
  /// What happens, in a few sentences.
  package let story: Words
  /// An example of it, drawn as a ladder.
  package let ladder: [Rung]
  /// What may be behind it, the likeliest first; never empty.
  package let causes: [Cause]

  /// A reason for what was found, and how to tell whether it is the one.
  package struct Cause: Sendable {
    /// The reason.
    package let cause: Words
    /// What would confirm it.
    package let check: Words
    /// The command that shows it, as it is typed but for names in capitals (SERVER, CLIENT, PORT, FILE).
    package let command: StaticString

    /// The cause `cause`, which `command` confirms as `check` says.
    package init(_ cause: Words, check: Words, command: StaticString) {
      self.cause = cause
      self.check = check
      self.command = command
    }
  }

  /// A line of the example.
  package enum Rung: Sendable {
    /// A segment and both states after it.
    case segment(Segment)
    /// Time passes, or something happens that no segment shows.
    case pause(Words)

    /// A segment of the example.
    package struct Segment: Sendable {
      /// Who sends it.
      package let from: Side
      /// The client's state after it; nil where nothing is known of it.
      package let client: TCPState?
      /// What it is, such as "SYN-ACK".
      package let label: StaticString
      /// The server's state after it; nil where nothing is known of it.
      package let server: TCPState?
      /// Whether it repeats an earlier one.
      package let isAgain: Bool
      /// Whether it is lost on its way.
      package let isLost: Bool
      /// What it means, in a few words.
      package let note: Words?
    }

    /// A segment from the client.
    static func toServer(
      _ client: TCPState?, _ label: StaticString, _ server: TCPState?, again: Bool = false, lost: Bool = false,
      _ note: Words? = nil
    ) -> Rung {
      .segment(
        Segment(
          from: .client, client: client, label: label, server: server, isAgain: again, isLost: lost, note: note))
    }

    /// A segment from the server.
    static func toClient(
      _ client: TCPState?, _ label: StaticString, _ server: TCPState?, again: Bool = false, lost: Bool = false,
      _ note: Words? = nil
    ) -> Rung {
      .segment(
        Segment(
          from: .server, client: client, label: label, server: server, isAgain: again, isLost: lost, note: note))
    }
  }
}
