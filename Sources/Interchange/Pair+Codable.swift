public import Networks

/// In files a pair is one number, where both are the same, or `[height, width]`.
extension Pair: Codable {
  private struct Mismatch: Error, CustomStringConvertible {
    let description: String
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let both = try? container.decode(Int.self) {
      self.init(both)
      return
    }
    guard let sides = try? container.decode([Int].self) else {
      throw Mismatch(description: "found another kind of value, expected a whole number or [height, width]")
    }
    guard sides.count == 2 else { throw Mismatch(description: "found \(sides.count) numbers, expected one or [height, width]") }
    self.init(height: sides[0], width: sides[1])
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if height == width { try container.encode(height) } else { try container.encode([height, width]) }
  }
}
