internal import Foundation

/// When something is measured during a run. At the last step everything is. A run refuses numbers that are not positive (see `ConfigurationError`).
public enum Schedule: Hashable, Sendable {
  /// At step 0 and every so many steps.
  case every(Int)
  /// At step 0 and at 10^(k/n), rounded, for k from 0: n steps a decade.
  case logarithmic(perDecade: Int)
  /// At step 0 and after every so many passes through the training data.
  case epochs(Int)
  /// At these steps.
  case at([Int])
  /// At the last step alone.
  case end

  /// The most epochs between two looks: steps in them must not overflow.
  static let largestEpochs = 1 << 32

  /// Whether it is due.
  package func isDue(at step: Int, isLast: Bool, stepsPerEpoch: Int) -> Bool {
    if isLast { return true }
    switch self {
    case .every(let steps): return step % steps == 0
    case .epochs(let epochs): return step % (epochs * stepsPerEpoch) == 0
    case .logarithmic(let perDecade):
      guard step > 0 else { return true }
      let place = Int((Double(perDecade) * log10(Double(step))).rounded())
      // Rounded steps lie up to half a step from the power, which near 1 is more than one place.
      return (max(0, place - perDecade)...place + perDecade).contains { step == Int(pow(10, Double($0) / Double(perDecade)).rounded()) }
    case .at(let steps): return steps.contains(step)
    case .end: return false
    }
  }
}

extension Schedule: Codable {
  private enum CodingKeys: String, CodingKey { case every, logarithmic, epochs, at, end }

  /// Reads an object of one name, for example `{"every": 20}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func count(_ key: CodingKeys) throws -> Int {
      let count = try container.decode(Int.self, forKey: key)
      guard count > 0 else {
        throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "found \(count), expected a positive number")
      }
      return count
    }
    guard container.allKeys.count <= 1 else {
      let found = container.allKeys.map(\.stringValue).sorted().joined(separator: ", ")
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "found \(found), expected one of them"))
    }
    switch container.allKeys.first {
    case .every: self = .every(try count(.every))
    case .logarithmic: self = .logarithmic(perDecade: try count(.logarithmic))
    case .epochs: self = .epochs(try count(.epochs))
    case .at:
      let steps = try container.decode([Int].self, forKey: .at)
      guard !steps.isEmpty, steps.allSatisfy({ $0 >= 0 }) else {
        throw DecodingError.dataCorruptedError(forKey: .at, in: container, debugDescription: "found \(steps), expected steps from 0")
      }
      self = .at(steps)
    case .end:
      guard try container.decode(Bool.self, forKey: .end) else {
        throw DecodingError.dataCorruptedError(forKey: .end, in: container, debugDescription: "found false, expected true")
      }
      self = .end
    case nil: throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "found no schedule, expected one"))
    }
  }

  /// Writes such an object.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .every(let steps): try container.encode(steps, forKey: .every)
    case .logarithmic(let perDecade): try container.encode(perDecade, forKey: .logarithmic)
    case .epochs(let epochs): try container.encode(epochs, forKey: .epochs)
    case .at(let steps): try container.encode(steps, forKey: .at)
    case .end: try container.encode(true, forKey: .end)
    }
  }
}
