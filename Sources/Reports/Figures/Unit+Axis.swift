public import Instruments

extension Unit {
  /// What an axis is labelled with where the panel's title names the quantity.
  public var axisLabel: String {
    switch self {
    case .name: ""
    case .one: "no unit"
    case .fraction: "share"
    case .percent, .loss, .gradient, .activationGradient, .curvature, .parameters, .activation, .activationSquared, .radians, .steps,
      .stepSize,
      .count:
      rawValue
    }
  }
}
