import Instruments

extension MetricCase {
  /// Sharpness by its other definitions.
  static var flatness: [MetricCase] {
    func box(_ step: Int, _ space: String, _ epsilon: Double, _ sharpness: Double) -> (Int, KeskarSharpnessInstrument.Row) {
      var row = KeskarSharpnessInstrument.Row()
      (row.space, row.epsilon, row.sharpness, row.maximum) = (space, epsilon, sharpness, 1000)
      return (step, row)
    }
    func rise(_ step: Int, _ value: Double) -> (Int, FilterFlatnessInstrument.Row) {
      var row = FilterFlatnessInstrument.Row()
      row.scaling = "filter"
      (row.radius, row.rise, row.standardError) = (1000, value, 1000)
      return (step, row)
    }
    func layer(_ step: Int, _ tensor: String, _ value: Double) -> (Int, RelativeFlatnessInstrument.Row) {
      var row = RelativeFlatnessInstrument.Row()
      (row.tensor, row.flatness, row.standardError) = (tensor, value, 1000)
      return (step, row)
    }
    func weight(_ step: Int, _ tensor: String, _ value: Double) -> (Int, SphericalSharpnessInstrument.Row) {
      var row = SphericalSharpnessInstrument.Row()
      (row.tensor, row.norm, row.residual) = (tensor, 1000, 1000)
      (row.eigenvalue, row.scaled, row.spherical) = (value, 10 * value, 100 * value)
      return (step, row)
    }
    return of(
      KeskarSharpnessInstrument.self,
      [box(20, "all", 0.1, 9), box(20, "random", 0.1, 8), box(40, "all", 0.1, 5), box(40, "random", 0.1, 4), box(40, "all", 0.2, 7)],
      ["keskar_sharpness_final": 5, "keskar_subspace_final": 4])
      + of(FilterFlatnessInstrument.self, [rise(20, 3), rise(40, -2)], ["filter_flatness_final": -2])
      + of(
        FilterFlatnessInstrument.self,
        [rise(40, 5)].map { step, row in
          var row = row
          row.scaling = "none"
          return (step, row)
        } + [rise(40, 1)], named: "beside an absolute length", ["absolute_flatness_final": 5, "filter_flatness_final": 1])
      + of(
        RelativeFlatnessInstrument.self, [layer(20, "a", 1), layer(20, "b", 2), layer(40, "a", 3), layer(40, "b", 4)],
        ["relative_flatness_final": 4])
      // Of all parameters, and of no weight.
      + of(
        SphericalSharpnessInstrument.self, [weight(20, "all", 1), weight(40, "all", 2), weight(40, "0.weight", 3)],
        ["raw_sharpness_final": 2, "scaled_sharpness_final": 20, "spherical_sharpness_final": 200])
  }
}
