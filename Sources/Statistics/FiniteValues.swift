/// Numbers that sum up values some of which may not be finite: those are left out, and where nothing is left there is no number.
extension [Double] {
  /// The values that are finite.
  public var finite: [Double] { filter(\.isFinite) }

  /// The mean of the finite values.
  public var finiteMean: Double {
    let finite = finite
    return finite.isEmpty ? .nan : finite.reduce(0, +) / Double(finite.count)
  }

  /// The median of the finite values.
  public var finiteMedian: Double { finiteQuantile(0.5) }

  /// A quantile of the finite values (type 7, as `Quantiles`); `probability` from 0 to 1.
  public func finiteQuantile(_ probability: Double) -> Double { (try? Quantiles.of(finite, at: [probability])[0]) ?? .nan }

  /// The largest finite value.
  public var finiteMaximum: Double { finite.max() ?? .nan }
}
