import Foundation

/// As much of JSON Schema as the tool's own schema uses, and stricter: a member that no schema describes is a fault.
struct SchemaCheck {
  /// A check by what the built tool prints.
  static var printed: Result<SchemaCheck, any Error> {
    text.flatMap { text in Result { try SchemaCheck(text) } }
  }

  private static let text = Result { try Tool.run(["--print-schema"]).text }

  private let definitions: [String: [String: Any]]

  /// A check by the schema in `text`.
  init(_ text: String) throws {
    let schema = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    definitions = schema?["$defs"] as? [String: [String: Any]] ?? [:]
  }

  /// The names of all definitions.
  var names: [String] { Array(definitions.keys) }

  /// What is wrong with one line of output; empty where it is as its type says.
  func faults(of line: some StringProtocol) throws -> [String] {
    guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
      let type = object["type"] as? String, let schema = definitions[type]
    else { return ["no object of a known type"] }
    return faults(of: object, schema, at: type)
  }

  private func faults(of value: Any, _ schema: [String: Any], at place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      guard let target = definitions[String(reference.dropFirst("#/$defs/".count))] else {
        return ["\(place): \(reference) is not defined"]
      }
      return faults(of: value, target, at: place)
    }
    if let constant = schema["const"] as? NSObject, constant != value as? NSObject {
      return ["\(place): is not \(constant)"]
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
      return ["\(place): \(value) is none of \(choices)"]
    }
    switch schema["type"] as? String {
    case "object": return members(of: value, schema, at: place)
    case "array":
      guard let array = value as? [Any] else { return ["\(place): is no array"] }
      let items = schema["items"] as? [String: Any] ?? [:]
      let isShort = array.count < (schema["minItems"] as? Int ?? 0)
      return (isShort ? ["\(place): has too few items"] : [])
        + array.flatMap { faults(of: $0, items, at: place + "[]") }
    case "string":
      guard let text = value as? String else { return ["\(place): is no string"] }
      guard let pattern = schema["pattern"] as? String else { return [] }
      return text.range(of: pattern, options: .regularExpression) == nil ? ["\(place): \(text) is not \(pattern)"] : []
    case "integer":
      guard let number = value as? NSNumber, number.doubleValue == number.doubleValue.rounded(), number.doubleValue >= 0
      else { return ["\(place): \(value) is no whole number"] }
      return []
    case "number": return value is NSNumber ? [] : ["\(place): is no number"]
    case "boolean": return value is Bool ? [] : ["\(place): is no truth value"]
    default: return []
    }
  }

  private func members(of value: Any, _ schema: [String: Any], at place: String) -> [String] {
    guard let object = value as? [String: Any] else { return ["\(place): is no object"] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let others = schema["additionalProperties"] as? [String: Any]
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(place): has no \($0)" }
    return missing
      + object.flatMap { name, value in
        guard let schema = properties[name] ?? others else { return ["\(place).\(name): is in no schema"] }
        return faults(of: value, schema, at: "\(place).\(name)")
      }
  }
}
