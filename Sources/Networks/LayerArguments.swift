/// Checks of a layer's own arguments. A layer is a value whose initializer refuses nothing; `Layer.outputShape` makes these checks before it looks at
/// its input, so that no network has a layer that cannot work.
extension LayerMismatch {
  /// Throws for a whole number outside its range; sizes end at what memory holds.
  static func require(
    _ value: Int, _ name: String, from lowest: Int = 1, to highest: Int = Network.largestCount
  ) throws(LayerMismatch) {
    guard value >= lowest, value <= highest else {
      throw LayerMismatch(found: "\(name) \(value)", expected: "a number from \(lowest) to \(highest)")
    }
  }

  /// Throws for a pair of which one number is outside the range of windows.
  static func require(_ value: Pair, _ name: String, from lowest: Int = 1) throws(LayerMismatch) {
    let range = lowest...Network.largestWindow
    guard range.contains(value.height), range.contains(value.width) else {
      throw LayerMismatch(found: "\(name) \(value)", expected: "a number from \(lowest) to \(Network.largestWindow)")
    }
  }

  /// Throws for a number that is below 0, above `highest`, infinite or none.
  static func require(_ value: Double, _ name: String, to highest: Double = .infinity) throws(LayerMismatch) {
    guard value >= 0, value <= highest, value.isFinite else {
      throw LayerMismatch(found: "\(name) \(value)", expected: "a number from 0\(highest.isFinite ? " to \(highest)" : "")")
    }
  }
}
