/// The places of a grid along one direction: `count` equal steps from `from` to `to`, both included.
public struct GridAxis: Hashable, Sendable {
  /// The first place.
  public let from: Double
  /// The last one.
  public let to: Double
  /// How many there are; one alone lies half way.
  public let count: Int

  /// An axis.
  ///
  /// - Throws: `LandscapeError` for ends that are not finite or not in rising order (equal ones do for a single place), and for a count below 1.
  public init(from: Double, to: Double, count: Int) throws(LandscapeError) {
    try LandscapeError.require(count, "count", from: 1)
    guard from.isFinite, to.isFinite, count == 1 ? from <= to : from < to else {
      throw LandscapeError(argument: "ends", found: "\(from) to \(to)", expected: "finite numbers in rising order")
    }
    (self.from, self.to, self.count) = (from, to, count)
  }

  /// An axis of `count` places, at least three, that covers `lowest` to `highest` (and 0) with a fifth of their distance to spare at either end, and has 0 among its
  /// places.
  ///
  /// - Throws: `LandscapeError` for fewer places, and numbers that are not finite and in rising order.
  public init(covering lowest: Double, to highest: Double, count: Int) throws(LandscapeError) {
    try LandscapeError.require(count, "count", from: 3)
    let (low, high) = (min(lowest, 0), max(highest, 0))
    let intervals = Double(count - 1)
    // One interval more than is needed: what 0's place on the grid may cost.
    let step = 1.4 * (high - low) / (intervals - 1)
    let below = min(((0.2 * (high - low) - low) / step).rounded(.up), intervals)
    try self.init(from: -below * step, to: (intervals - below) * step, count: count)
  }

  /// A place. Those of an axis with ends of one magnitude lie in pairs about an exact 0, and any that is 0 but for rounding is 0.
  public subscript(index: Int) -> Double {
    guard count > 1 else { return 0.5 * from + 0.5 * to }
    let last = Double(count - 1)
    let place = from * (Double(count - 1 - index) / last) + to * (Double(index) / last)
    return abs(place) < 1e-9 * (to / last - from / last) ? 0 : place
  }

  /// Whether 0 is one of the places.
  public var hasZero: Bool {
    guard count > 1 else { return self[0] == 0 }
    let index = (-from / (to - from) * Double(count - 1)).rounded()
    return index >= 0 && index < Double(count) && self[Int(index)] == 0
  }

  /// All places.
  public var values: [Double] { (0..<count).map { self[$0] } }
}
