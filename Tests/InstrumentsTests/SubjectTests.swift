import Datasets
import Instruments
import Objectives
import Records
import TestSupport
import Testing

/// Functions that are no network: f(x) = ½ xᵀ diag(1, 4) x at (3, 1), where f = (9 + 4) / 2, g = (3, 4) and Hg = (3, 16).
@Suite("instruments of functions without layers")
struct SubjectTests {
  private let subject = Subject(Quadratic<Double>(diagonal: [1, 4]), at: [3, 1])

  /// The same function with its gradient alone.
  private struct Slope: Objective {
    let whole = Quadratic<Double>(diagonal: [1, 4])
    var dimension: Int { whole.dimension }
    func value(at parameters: [Double]) -> Double { whole.value(at: parameters) }
    func valueAndGradient(at parameters: [Double], gradient: inout [Double]) -> Double {
      whole.valueAndGradient(at: parameters, gradient: &gradient)
    }
  }

  private func row<I: Instrument>(_ instrument: I, _ subject: Subject<Double>) throws -> I.Row {
    let rows = try instrument.measure(subject) { _ in }
    #expect(rows.count == 1)
    return try #require(rows.first)
  }

  @Test("training: loss, gradient and parameters, and no accuracy")
  func training() throws {
    let row = try row(TrainingInstrument(), subject)
    #expect(row.loss == 6.5 && row.accuracy.isNaN && row.gradientNorm == 5)
    expectAgreement([row.weightNorm], [Double(10).squareRoot()], relative: 1e-15)
  }

  @Test("gradient: the norm of the whole, and no tensors")
  func gradient() throws {
    let row = try row(GradientInstrument(), subject)
    #expect(row.tensor == "all" && row.norm == 5)
    #expect(GradientInstrument().answer([row]) == ["norm": .number(5), "tensors": [:]])
  }

  @Test("line: at x − ηg = ((1 − η) 3, 1 − 4η)")
  func line() throws {
    // η = 1/2: (3/2, −1), f = (9/4 + 4) / 2 = 25/8. η = 1: (0, −3), f = 18. The gradient moves by ηHg, ‖Hg‖ = √265.
    let row = try row(LineInstrument(steps: [0.5, 1]), subject)
    let norm = 265.0.squareRoot()
    #expect(row.loss == 6.5 && row.gradientNorm == 5 && row.lossMinimum == 3.125 && row.lossMaximum == 18)
    expectAgreement([row.gradientDistanceMinimum, row.gradientDistanceMaximum], [norm / 2, norm], relative: 1e-14)
    expectAgreement([row.effectiveSmoothness], [norm / 5], relative: 1e-14)
    let details = LineInstrument.details(of: row)
    #expect(details.map(\.stepSize) == [0.5, 1] && details.map(\.loss) == [3.125, 18])
    expectAgreement(details.map(\.gradientDistance) + details.map(\.smoothness), [norm / 2, norm, norm / 5, norm / 5], relative: 1e-14)
  }

  @Test("distance line: the same points by their distances; in a round bowl every direction is alike")
  func distanceLine() throws {
    let instrument = DistanceLineInstrument(distances: [2.5, 5])
    let rows = try instrument.measure(subject) { _ in }
    let norm = 265.0.squareRoot()
    #expect(rows.map(\.course) == ["gradient", "random"] && rows.allSatisfy { $0.loss == 6.5 })
    expectAgreement([rows[0].lossBand, rows[0].gradientBand, rows[0].effectiveSmoothness], [14.875, norm / 2, norm / 5], relative: 1e-14)
    // Between the curvatures 1 and 4.
    #expect(rows[1].effectiveSmoothness > 1 && rows[1].effectiveSmoothness < 4 && rows[1].lossBand > 0)
    let round = try instrument.measure(Subject(Quadratic<Double>(diagonal: [2, 2]), at: [3, 1])) { _ in }
    expectAgreement(round.map(\.gradientBand) + round.map(\.effectiveSmoothness), [5, 5, 2, 2], relative: 1e-13)
  }

  @Test("line: steps are step sizes, or multiples of the run's learning rate")
  func unit() throws {
    var subject = subject
    subject.run = RunPosition(
      step: 0, learningRate: 0.25, seed: 0, batchSize: 1, start: [3, 1], dataset: try GaussianRegression(examples: 20, features: 2, seed: 1)
    )
    func sizes(_ unit: LineInstrument.StepUnit?) throws -> [Double] {
      LineInstrument.details(of: try row(LineInstrument(steps: [2, 4], unit: unit), subject)).map(\.stepSize)
    }
    #expect(try sizes(nil) == [2, 4] && sizes(.absolute) == [2, 4] && sizes(.learningRate) == [0.5, 1])
  }

  @Test("gradient-curvature: gᵀHg / gᵀg = (9 + 64) / 25, ‖Hg‖ / ‖g‖ = √265 / 5, and all parameters are weights")
  func gradientCurvature() throws {
    let row = try row(GradientCurvatureInstrument(), subject)
    expectAgreement(
      [row.batchSharpness, row.gradientSmoothness, row.weightsNorm], [73.0 / 25, 265.0.squareRoot() / 5, 10.0.squareRoot()],
      relative: 1e-14)
  }

  @Test("curvature: the eigenvalues 4 and 1, their sum 5 and √17, exactly")
  func curvature() throws {
    let rows = try CurvatureInstrument(top: 2).measure(subject) { _ in }
    #expect(
      rows.map(\.quantity) == ["top", "top", "largest", "smallest", "trace", "frobenius_norm"] && rows.map(\.rank) == [1, 2, 0, 0, 0, 0])
    expectAgreement(rows.map(\.value), [4, 1, 4, 1, 5, 17.0.squareRoot()], relative: 1e-14)
    #expect(rows.allSatisfy { $0.error == 0 && $0.method == "exact" && $0.parameters == 2 })
    // By magnitude −4 is before 1, but 1 is the largest.
    let saddle = try CurvatureInstrument(top: 1).measure(Subject(Quadratic<Double>(diagonal: [1, -4]), at: [3, 1])) { _ in }
    expectAgreement(saddle.map(\.value), [-4, 1, -4, -3, 17.0.squareRoot()], relative: 1e-14)
    // Of a Hessian that is not finite there are no rows.
    #expect(try CurvatureInstrument(top: 1).measure(Subject(Quadratic<Double>(diagonal: [1, .nan]), at: [3, 1])) { _ in }.isEmpty)
  }

  @Test("hessian-vector-product: H(1, −1) = (1, −4), vᵀHv = 5")
  func hessianVectorProduct() throws {
    var subject = subject
    subject.directions = ["direction": [1, -1]]
    let row = try row(HessianVectorProductInstrument(), subject)
    #expect(row.tensor == "all" && row.quadraticForm == 5)
    expectAgreement([row.norm], [Double(17).squareRoot()], relative: 1e-15)
    #expect(try HessianVectorProductInstrument().product(subject).product == [1, -4])
  }

  @Test("sharpness: rises of f(x, y) = x²/2 + 2y² at (3, 1), where g = (3, 4)")
  func sharpness() throws {
    // SAM: (3, 1) + 0.5 (0.6, 0.8) = (3.3, 1.4): 5.445 + 3.92 − 6.5.
    // ASAM with η = 1: T = diag(4, 2), Tg = (12, 8), T²g = (48, 16), ‖Tg‖ = √208. ρ_a = √208/16: (3 + 3, 1 + 1): 18 + 8 − 6.5.
    let instrument = SharpnessInstrument(radius: 0.5, adaptiveRadius: 208.0.squareRoot() / 16, shift: 1)
    let row = try row(instrument, subject)
    // gᵀHg/gᵀg = (9 + 4 · 16)/25.
    expectAgreement([row.ascent, row.adaptiveAscent, row.gradientCurvature], [2.865, 19.5, 73.0 / 25], relative: 1e-13)
    let answer = instrument.answer([row])
    #expect(
      answer == ["sam": .number(row.ascent), "asam": .number(row.adaptiveAscent), "gradient_curvature": .number(row.gradientCurvature)])
    // η is 0.01 unless given: T = diag(3.01, 1.01).
    let usual = try self.row(SharpnessInstrument(radius: 0.5, adaptiveRadius: 1), subject)
    let scaled = [3.01 * 3.01 * 3, 1.01 * 1.01 * 4]
    let length = [3.01 * 3, 1.01 * 4].norm
    let (x, y) = (3 + scaled[0] / length, 1 + scaled[1] / length)
    expectAgreement([usual.adaptiveAscent], [x * x / 2 + 2 * y * y - 6.5], relative: 1e-13)
    // Where the gradient is zero there is no way up.
    let rest = try SharpnessInstrument().measure(Subject(Quadratic<Double>(diagonal: [1, 4]), at: [0, 0])) { _ in }
    #expect(rest[0].ascent.isNaN && rest[0].adaptiveAscent.isNaN && rest[0].gradientCurvature.isNaN)
    #expect(SharpnessInstrument().notFinite(in: rest) == ["sam", "asam", "gradient_curvature"])
  }

  @Test("trace: of diag(1, 4), by every method", arguments: [nil] + TraceInstrument.Method.allCases.map { $0 })
  func trace(method: TraceInstrument.Method?) throws {
    let row = try row(TraceInstrument(method: method), subject)
    // Two products span the plane; of a diagonal, signs are exact too.
    expectAgreement([row.trace], [5], relative: 1e-12)
    #expect(row.standardError < 1e-12 && row.products == (method == .hutchinson ? 10 : method == .hutchPlusPlus ? 14 : 4))
    #expect(try TraceInstrument(method: method).measure(Subject(Quadratic<Double>(diagonal: [1, .nan]), at: [3, 1])) { _ in }.isEmpty)
  }

  @Test("interpolation: f((1 − t)(3, 1) + t(−1, 2))")
  func interpolation() throws {
    var subject = subject
    subject.points = ["other": NetworkPosition(parameters: [-1, 2])]
    let instrument = InterpolationInstrument(steps: [0, 0.5, 1, -1])
    let rows = try instrument.measure(subject) { _ in }
    // (3, 1), (1, 1.5), (−1, 2), (7, 0).
    #expect(rows.map(\.share) == [0, 0.5, 1, -1] && rows.map(\.loss) == [6.5, 5, 8.5, 24.5])
    #expect(
      instrument.answer(rows) == [
        "steps": .numbers([0, 0.5, 1, -1]), "loss": .numbers([6.5, 5, 8.5, 24.5]), "normalization": "batch",
      ])
    for (parameters, state) in [([1.0], []), ([1, 2, 3], []), ([1, 2], [0.5])] as [([Double], [Double])] {
      subject.points = ["other": NetworkPosition(parameters: parameters, state: state)]
      let refusal = InstrumentError.invalidSetting(
        name: "other", found: "\(parameters.count) parameters and \(state.count) running statistics",
        expected: "as many as at the first point, 2 and 0")
      #expect(throws: refusal) { _ = try instrument.measure(subject) { _ in } }
    }
  }

  @Test("spectrum: nodes of a quadratic are its eigenvalues, each with its share of the mass")
  func spectrum() throws {
    let instrument = SpectrumInstrument(probes: 2, steps: 5, grid: 50)
    let rows = try instrument.measure(subject) { _ in }
    // Signs weigh both axes alike.
    #expect(rows.map(\.probe) == [1, 1, 2, 2, 0, 0] && rows.map(\.rank) == [1, 2, 1, 2, 1, 2])
    expectAgreement(rows.map(\.node), [1, 4, 1, 4, 1, 4], relative: 1e-14)
    expectAgreement(rows.map(\.weight), [Double](repeating: 0.5, count: 6), relative: 1e-14)
    guard case .object(let answer) = instrument.answer(rows), case .array(let density)? = answer["density"] else {
      Issue.record("no density")
      return
    }
    #expect(answer["eigenvalues"] == .numbers(rows.suffix(2).map(\.node)) && density.count == 50)
    #expect(answer["nodes"] == [.numbers(rows[0..<2].map(\.node)), .numbers(rows[2..<4].map(\.node))])
    #expect(try instrument.measure(Subject(Quadratic<Double>(diagonal: [1, .nan]), at: [3, 1])) { _ in }.isEmpty)
  }

  @Test("plane: f(3 + α, 1 + 2β), with directions as they are")
  func plane() throws {
    var subject = subject
    subject.directions = ["plane_x": [1, 0], "plane_y": [0, 2]]
    let instrument = PlaneInstrument(alphas: [-3, 0, 1], betas: [-0.5, 1])
    let rows = try instrument.measure(subject) { _ in }
    #expect(rows.map(\.alpha) == [-3, 0, 1, -3, 0, 1] && rows.map(\.beta) == [-0.5, -0.5, -0.5, 1, 1, 1])
    // First coordinates 0, 3, 4: 0, 9/2, 8. Second ones 0, 3: 0 and 4 · 9 / 2 = 18.
    #expect(rows.map(\.loss) == [0, 4.5, 8, 18, 22.5, 26])
    let (alphas, betas): (JSONValue, JSONValue) = (.numbers([-3, 0, 1]), .numbers([-0.5, 1]))
    #expect(instrument.answer(rows) == ["alphas": alphas, "betas": betas, "loss": [.numbers([0, 4.5, 8]), .numbers([18, 22.5, 26])]])
  }

  @Test("a direction of another length than the parameters is refused by its name", arguments: [[], [1], [1, 0, 0]] as [[Double]])
  func directionLength(direction: [Double]) {
    var subject = subject
    subject.directions = ["direction": direction, "plane_x": [1, 0], "plane_y": direction]
    func expectRefusal(_ name: String, _ instrument: some Instrument) {
      #expect(
        throws: InstrumentError.invalidSetting(
          name: name, found: "\(direction.count) values", expected: "as many as there are parameters, 2")
      ) { _ = try instrument.measure(subject) { _ in } }
    }
    expectRefusal("direction", HessianVectorProductInstrument())
    expectRefusal("plane_y", PlaneInstrument(alphas: [1], betas: [1]))
  }

  @Test("a plane of no steps is refused, from code too")
  func emptyPlane() {
    var subject = subject
    subject.directions = ["plane_x": [1, 0], "plane_y": [0, 1]]
    #expect(throws: InstrumentError.invalidSetting(name: "plane.alphas", found: "an empty list", expected: "finite numbers")) {
      _ = try PlaneInstrument(alphas: [], betas: [1]).measure(subject) { _ in }
    }
  }

  @Test("what needs layers says so by its name")
  func layers() throws {
    let needy: [any Instrument] = [
      EvaluationInstrument(), CovariateShiftInstrument(learningRate: 0.1), DistributionShiftInstrument(), ActivationInstrument(),
      LinearityInstrument(), RepresentationInstrument(), ResidualBlockInstrument(), ChannelMeanInstrument(),
      GradientAutocorrelationInstrument(), TimeGradientInstrument(), TheoremInstrument(), StatisticsInstrument(), InspectionInstrument(),
      TheoryInstrument(layer: 1), GaussNewtonVectorProductInstrument(), CurvatureInstrument(blocks: true),
      FilterFlatnessInstrument(), RelativeFlatnessInstrument(), SphericalSharpnessInstrument(), PathInstrument(),
      BatchSharpnessInstrument(), WeightMotionInstrument(), NormalityInstrument(),
    ]
    for instrument in needy {
      let name = type(of: instrument).name
      #expect(throws: InstrumentError.missing(instrument: name, needed: "layers")) { _ = try instrument.measure(subject) { _ in } }
    }
    // All others are measured above.
    let others = Instruments.all.map { $0.name }.filter { name in !needy.contains { type(of: $0).name == name } }
    #expect(
      others == [
        "training", "line", "distance-line", "gradient-curvature", "gradient", "sharpness", "keskar-sharpness", "hessian-vector-product",
        "interpolation",
        "plane", "largest-eigenvalue", "trace", "eigenspace", "spectrum",
      ])
    #expect("\(InstrumentError.missing(instrument: "theory", needed: "layers"))" == "theory: found no layers, expected one")
  }

  @Test("what needs a run, a direction or second derivatives says so by its name")
  func missing() {
    func expectMissing(_ needed: String, _ name: String, _ instrument: some Instrument, _ subject: Subject<Double>) {
      #expect(throws: InstrumentError.missing(instrument: name, needed: needed)) { _ = try instrument.measure(subject) { _ in } }
    }
    expectMissing("training run", "line", LineInstrument(steps: [1], unit: .learningRate), subject)
    expectMissing("training run", "covariate-shift", CovariateShiftInstrument(), subject)
    expectMissing("direction.safetensors", "line", LineInstrument(steps: [1], along: .direction), subject)
    expectMissing("layers", "line", LineInstrument(steps: [1], normalization: .running), subject)
    expectMissing("direction.safetensors", "hessian_vector_product", HessianVectorProductInstrument(), subject)
    expectMissing("other.safetensors", "interpolation", InterpolationInstrument(steps: [1]), subject)
    var joined = subject
    joined.points = ["other": NetworkPosition(parameters: [1, 1])]
    expectMissing("layers", "interpolation", InterpolationInstrument(steps: [1], normalization: .running), joined)
    let slope = Subject(Slope(), at: [3, 1])
    #expect(slope.gradient == [3, 4] && slope.value.loss == 6.5)
    expectMissing("second derivatives", "gradient-curvature", GradientCurvatureInstrument(), slope)
    expectMissing("second derivatives", "curvature", CurvatureInstrument(), slope)
    expectMissing("second derivatives", "trace", TraceInstrument(), slope)
    expectMissing("second derivatives", "spectrum", SpectrumInstrument(), slope)
    expectMissing("second derivatives", "sharpness", SharpnessInstrument(), slope)
    expectMissing("second derivatives", "hessian-vector-product", HessianVectorProductInstrument(), slope)
    #expect(throws: Never.self) { _ = try LineInstrument(steps: [1]).measure(slope) { _ in } }
  }
}
