import Instruments
import Testing

/// Settings with which nothing could be measured.
@Suite("settings of instruments")
struct InstrumentSettingTests {
  private func expectRefused(_ instrument: some Instrument, _ name: String, _ found: String, _ expected: String) {
    #expect(throws: InstrumentError.invalidSetting(name: name, found: found, expected: expected)) { try instrument.validate() }
  }

  @Test("a line needs steps, finite and not 0")
  func line() throws {
    let expected = "finite numbers other than 0"
    expectRefused(LineInstrument(steps: []), "line.steps", "an empty list", expected)
    for (steps, place) in [([0], 0), ([1, 0], 1), ([1, .nan], 1), ([.infinity], 0), ([-.infinity], 0)] as [([Double], Int)] {
      expectRefused(LineInstrument(steps: steps), "line.steps[\(place)]", "\(steps[place])", expected)
    }
    try LineInstrument(steps: [-1, 1e-300]).validate()
  }

  @Test("steps up the gradient have positive lengths, and what is added to |θ| is not negative")
  func sharpness() throws {
    for radius in [0, -1, .nan, .infinity] {
      expectRefused(SharpnessInstrument(radius: radius), "sharpness.rho", "\(radius)", "a positive number")
      expectRefused(SharpnessInstrument(adaptiveRadius: radius), "sharpness.adaptive_rho", "\(radius)", "a positive number")
    }
    for shift in [-1e-9, .nan, .infinity] {
      expectRefused(SharpnessInstrument(shift: shift), "sharpness.eta", "\(shift)", "a number from 0")
    }
    try SharpnessInstrument(shift: 0).validate()
  }

  @Test("boxes have positive sizes, and searches iterations and columns that can be counted")
  func keskar() throws {
    expectRefused(KeskarSharpnessInstrument(epsilons: []), "keskar_sharpness.epsilons", "an empty list", "positive numbers")
    for epsilon in [0, -1, .nan, .infinity] {
      expectRefused(
        KeskarSharpnessInstrument(epsilons: [1, epsilon]), "keskar_sharpness.epsilons[1]", "\(epsilon)", "positive numbers")
    }
    for columns in [-1, 10_001] {
      expectRefused(KeskarSharpnessInstrument(columns: columns), "keskar_sharpness.columns", "\(columns)", "0 to 10000")
    }
    for iterations in [0, 10_001] {
      expectRefused(KeskarSharpnessInstrument(iterations: iterations), "keskar_sharpness.iterations", "\(iterations)", "1 to 10000")
    }
    try KeskarSharpnessInstrument(epsilons: [1e-9], columns: 0, iterations: 1).validate()
  }

  @Test("flatness has a positive radius and two directions, a weight from 1, a tolerance, and products for two random vectors")
  func flatness() throws {
    for number in [0, -1, .nan, .infinity] {
      expectRefused(FilterFlatnessInstrument(radius: number), "filter_flatness.radius", "\(number)", "a positive number")
      expectRefused(FilterFlatnessInstrument(length: number), "filter_flatness.length", "\(number)", "a positive number")
      expectRefused(RelativeFlatnessInstrument(tolerance: number), "relative_flatness.tolerance", "\(number)", "a positive number")
    }
    for count in [1, 100_001] {
      expectRefused(
        FilterFlatnessInstrument(directionCount: count), "filter_flatness.directions", "\(count)", "2 to 100000")
    }
    expectRefused(RelativeFlatnessInstrument(weight: 0), "relative_flatness.weight", "0", "a positive number")
    for products in [3, 100_001] {
      expectRefused(RelativeFlatnessInstrument(products: products), "relative_flatness.products", "\(products)", "4 to 100000")
    }
    try FilterFlatnessInstrument(radius: 1e-9, directionCount: 2).validate()
    try RelativeFlatnessInstrument(weight: 1, tolerance: 1e-9, products: 4).validate()
  }

  @Test("distances are positive numbers")
  func distances() throws {
    for distance in [0, -1, .nan, .infinity] {
      expectRefused(
        DistanceLineInstrument(distances: [1, distance]), "distance_line.distances[1]", "\(distance)", "positive numbers")
    }
    expectRefused(DistanceLineInstrument(distances: []), "distance_line.distances", "an empty list", "positive numbers")
    try DistanceLineInstrument().validate()
  }

  @Test("a spectrum has probes, steps and two points or more, and none without end")
  func spectrum() throws {
    for (probes, steps, grid, name, found, expected) in [
      (0, 1, 2, "probes", 0, "1 to 1000"), (1001, 1, 2, "probes", 1001, "1 to 1000"), (1, 0, 2, "steps", 0, "1 to 1000"),
      (1, 1001, 2, "steps", 1001, "1 to 1000"), (1, 1, 1, "grid", 1, "2 to 1000000"), (1, 1, 1_000_001, "grid", 1_000_001, "2 to 1000000"),
    ] {
      expectRefused(SpectrumInstrument(probes: probes, steps: steps, grid: grid), "spectrum.\(name)", "\(found)", expected)
    }
    for subsets in [0, 1, 1001] { expectRefused(SpectrumInstrument(subsets: subsets), "spectrum.subsets", "\(subsets)", "2 to 1000") }
    try SpectrumInstrument(probes: 1, steps: 1, grid: 2, subsets: 2).validate()
  }

  @Test("a trace has a positive tolerance, and products for two random vectors")
  func trace() throws {
    for tolerance in [0, -1, .nan, .infinity] {
      expectRefused(TraceInstrument(tolerance: tolerance), "trace.tolerance", "\(tolerance)", "a positive number")
    }
    for products in [-1, 3, 100_001] { expectRefused(TraceInstrument(products: products), "trace.products", "\(products)", "4 to 100000") }
    try TraceInstrument(tolerance: 1e-9, products: 4).validate()
  }

  @Test(
    "searches for eigenvalues have 1 to 1000 steps and a positive tolerance, small batches an example, and data to measure over one too")
  func eigenvalues() throws {
    for steps in [0, -1, 1001] {
      expectRefused(LargestEigenvalueInstrument(steps: steps), "largest_eigenvalue.steps", "\(steps)", "1 to 1000")
      expectRefused(EigenspaceInstrument(steps: steps), "eigenspace.steps", "\(steps)", "1 to 1000")
      expectRefused(EigenspaceInstrument(top: steps), "eigenspace.top", "\(steps)", "1 to 1000")
    }
    for tolerance in [0, -1, .nan, .infinity] {
      expectRefused(
        LargestEigenvalueInstrument(tolerance: tolerance), "largest_eigenvalue.tolerance", "\(tolerance)", "a positive number")
    }
    for count in [0, -1] {
      expectRefused(BatchSharpnessInstrument(examples: count), "batch_sharpness.examples", "\(count)", "a positive number")
      expectRefused(BatchSharpnessInstrument(batches: count), "batch_sharpness.batches", "\(count)", "a positive number")
      let data = MeasuredData(examples: count)
      expectRefused(LargestEigenvalueInstrument(data: data), "largest_eigenvalue.data.examples", "\(count)", "a positive number")
      expectRefused(EigenspaceInstrument(data: data), "eigenspace.data.examples", "\(count)", "a positive number")
      expectRefused(SpectrumInstrument(data: data), "spectrum.data.examples", "\(count)", "a positive number")
      expectRefused(TraceInstrument(data: data), "trace.data.examples", "\(count)", "a positive number")
    }
    expectRefused(TraceInstrument(data: MeasuredData(batchSize: 0)), "trace.data.batch_size", "0", "a positive number")
    try LargestEigenvalueInstrument(steps: 1, tolerance: 1e-300, data: MeasuredData(examples: 1, batchSize: 1)).validate()
  }

  @Test("an interpolation needs finite steps")
  func interpolation() throws {
    expectRefused(PathInstrument(points: 1), "path.points", "1", "2 to 100000")
    expectRefused(PathInstrument(bends: 0), "path.bends", "0", "1 to 100")
    expectRefused(PathInstrument(fittingSteps: 0), "path.fitting_steps", "0", "1 to 10000000")
    expectRefused(PathInstrument(fittingRate: .infinity), "path.fitting_rate", "inf", "a positive number")
    expectRefused(PathInstrument(examples: -1), "path.examples", "-1", "1 to 10000000")
    expectRefused(PathInstrument(targets: []), "path.targets", "an empty list", "some of other, start, fresh, each once")
    expectRefused(PathInstrument(curves: [.line, .line]), "path.curves", "line, line", "some of line, polygonal, bezier, each once")
    try PathInstrument(targets: [.fresh, .start], normalizations: [.running]).validate()
    expectRefused(InterpolationInstrument(steps: []), "interpolation.steps", "an empty list", "finite numbers")
    expectRefused(InterpolationInstrument(steps: [0, .nan]), "interpolation.steps[1]", "nan", "finite numbers")
    try InterpolationInstrument(steps: [-1, 0, 2]).validate()
  }

  @Test("a covariate shift needs a positive learning rate, its own or the run's")
  func covariateShift() throws {
    for rate in [0, -0.1, .nan, .infinity] {
      expectRefused(CovariateShiftInstrument(learningRate: rate), "covariate_shift.learning_rate", "\(rate)", "a positive number")
    }
    try CovariateShiftInstrument(learningRate: 1e-300).validate()
    try CovariateShiftInstrument().validate()
  }

  @Test(
    "histograms need a range", arguments: [(1.0, 1.0), (2, 1), (.nan, 1), (0, .infinity)] as [(Double, Double)])
  func activations(lower: Double, upper: Double) {
    expectRefused(
      ActivationInstrument(bins: 4, lower: lower, upper: upper), "activations", "edges \(lower) and \(upper)", "a lower and an upper one")
  }

  @Test("and a bin", arguments: [0, -1, 1_000_001])
  func bins(count: Int) {
    expectRefused(ActivationInstrument(bins: count), "activations.bins", "\(count)", "1 to 1000000")
  }

  @Test("a line of inputs has 64 to 4096 points")
  func autocorrelation() throws {
    for points in [0, 63, 4097, -1] {
      expectRefused(GradientAutocorrelationInstrument(points: points), "gradient_autocorrelation.points", "\(points)", "64 to 4096")
    }
    for points in [64, 4096] { try GradientAutocorrelationInstrument(points: points).validate() }
  }

  @Test("curvatures have up to 1000 eigenvalues")
  func curvature() throws {
    for top in [-1, 1001, .min, .max] {
      expectRefused(CurvatureInstrument(top: top), "curvature.top", "\(top)", "0 to 1000")
    }
    for top in [0, 5, 1000] { try CurvatureInstrument(top: top).validate() }
  }

  @Test("a plane needs finite steps both ways")
  func plane() throws {
    for (steps, place, found) in [([], "", "an empty list"), ([.nan], "[0]", "nan"), ([1, .infinity], "[1]", "inf")]
      as [([Double], String, String)]
    {
      expectRefused(PlaneInstrument(alphas: steps, betas: [1]), "plane.alphas\(place)", found, "finite numbers")
      expectRefused(PlaneInstrument(alphas: [1], betas: steps), "plane.betas\(place)", found, "finite numbers")
    }
    try PlaneInstrument(alphas: [0], betas: [0]).validate()
    expectRefused(PlaneInstrument(alphas: [0], betas: [0], seed: -1), "plane.seed", "-1", "a number from 0")
  }

  @Test("those that stand in the catalogue's plans are none of these")
  func valid() throws {
    for (instrument, _) in AnyInstrumentTests.cases { try instrument.validate() }
    #expect(
      "\(InstrumentError.invalidSetting(name: "top", found: "-1", expected: "a number"))" == "top: found -1, expected a number")
  }
}
