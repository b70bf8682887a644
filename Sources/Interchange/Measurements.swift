internal import Instruments
internal import Landscape
public import Networks
internal import Objectives
public import Records
public import Tensors

/// The answer to a request, as JSON: every measurement at the given weights on the given batch.
public struct Measurements<R: Real> {
  /// Where the parameters' tensors lie in the vectors below.
  public let layout: TensorLayout
  /// The gradient at θ.
  public let gradient: [R]
  /// Hv, where it was asked for.
  public private(set) var hessianVectorProduct: [R]?
  /// The answer's entries.
  public private(set) var answer: [String: JSONValue] = [:]

  /// Measures what `request` asks for. Normalization works in training mode and running statistics stay as they are, but for `evaluation`.
  ///
  /// - Parameters:
  ///   - subject: the model with its batch.
  ///   - request: what is asked for.
  ///   - files: where these lie, for errors to name.
  ///   - progress: told the share that is done of the one measurement that may take long, the curvature.
  /// - Throws: `RecordError` where the request needs a file that is not there, or does not fit the model.
  public init(
    _ subject: Case<R>, _ request: Request, files: CaseFiles, progress: (_ share: Double) -> Void = { _ in }
  ) throws(RecordError) {
    let requestFile = files.request ?? "request"
    let network = subject.model.network
    let objective = NetworkObjective(network: network, loss: subject.model.loss, batch: subject.batch)
    var gradient = [R](repeating: 0, count: objective.dimension)
    let value = objective.evaluate(at: subject.parameters, gradient: &gradient)
    self.gradient = gradient
    layout = network.parameters
    answer["loss"] = .number(value.loss)
    answer["gradient"] = Self.norms(gradient, network.parameters)
    answer["precision"] = .string(R.precision.rawValue)

    /// An instrument's refusal is the request's error.
    func asked<Answer>(_ entry: String, _ body: () throws(LandscapeError) -> Answer) throws(RecordError) -> Answer {
      do throws(LandscapeError) {
        return try body()
      } catch {
        throw RecordError(file: requestFile, problem: "\(entry): \(error)")
      }
    }

    if request.evaluation { answer["evaluation"] = Self.evaluation(subject) }
    if let steps = request.lineSteps {
      var line = GradientLine<R>(stepSizes: steps)
      let profile = try asked("line") { () throws(LandscapeError) in
        try line.measure(objective, at: subject.parameters, loss: value.loss, gradient: gradient)
      }
      answer["line"] = Self.line(profile)
    }
    if let rate = request.covariateShiftLearningRate {
      var shift = CovariateShift<R>(learningRate: rate)
      answer["covariate_shift"] = Self.shift(rate, shift.measure(objective, at: subject.parameters, gradient: gradient))
    }
    if let bins = request.activations {
      guard let probe = try? ActivationDistribution<R>(bins: bins.bins, lower: bins.lower, upper: bins.upper, probabilities: []) else {
        throw RecordError(file: requestFile, problem: "activations: found bins that are none, expected bins on a range")
      }
      answer["activations"] = Self.activations(bins, probe.measure(objective, at: subject.parameters), subject.model.layerTypes)
    }
    if request.hessianVectorProduct {
      let direction = try Self.direction(subject, files.direction, "direction.safetensors", requestFile, "hessian_vector_product")
      var product = gradient
      objective.hessianVectorProduct(at: subject.parameters, direction: direction, product: &product)
      hessianVectorProduct = product
      answer["hessian_vector_product"] = Self.norms(product, network.parameters, ["quadratic_form": .number(direction.dot(product))])
    }
    if let top = request.curvatureTop {
      let probe = try asked("curvature") { () throws(LandscapeError) in try Curvature<R>(top: top) }
      answer["curvature"] = Self.curvature(
        probe.measure(objective, at: subject.parameters, progress: progress), objective.dimension)
    }
    if let grid = request.plane {
      let x = try Self.direction(subject, files.planeX, "plane_x.safetensors", requestFile, "plane")
      let y = try Self.direction(subject, files.planeY, "plane_y.safetensors", requestFile, "plane")
      func normalized(_ direction: [R]) -> [R] {
        FilterNormalization.normalized(direction, at: subject.parameters, layout: network.parameters)
      }
      let plane = LossPlane.measure(
        objective, at: subject.parameters, x: normalized(x), y: normalized(y), alphas: grid.alphas, betas: grid.betas)
      answer["plane"] = [
        "alphas": .numbers(plane.alphas), "betas": .numbers(plane.betas), "loss": .array(plane.loss.map(JSONValue.numbers)),
      ]
    }
    if let layer = request.theoryLayer {
      guard let units = GradientReduction.measure(objective, layer: layer, at: subject.parameters) else {
        let found = network.layers.indices.contains(layer) ? network.layers[layer].name : "no such layer"
        throw RecordError(file: requestFile, problem: "theory: found layer \(layer), \(found), expected a BatchNorm")
      }
      answer["theory"] = Self.theory(layer, units)
    }
  }

  /// The answer as JSON.
  public var json: JSONValue { .object(answer) }

  private static func direction(
    _ subject: Case<R>, _ path: String?, _ name: String, _ requestFile: String, _ entry: String
  ) throws(RecordError) -> [R] {
    guard let path else { throw RecordError(file: requestFile, problem: "\(entry): found no \(name), expected one") }
    return try subject.direction(path)
  }

  private static func norms(_ vector: [R], _ layout: TensorLayout, _ more: [String: JSONValue] = [:]) -> JSONValue {
    let tensors = layout.entries.map { ($0.name, JSONValue.number(vector.norm(in: $0.range))) }
    return .object(more.merging(["norm": .number(vector.norm), "tensors": .object(Dictionary(uniqueKeysWithValues: tensors))]) { $1 })
  }

  private static func evaluation(_ subject: Case<R>) -> JSONValue {
    let objective = NetworkObjective(network: subject.model.network, loss: subject.model.loss, batch: subject.batch,
      pass: Pass(mode: .evaluation, state: subject.state))
    let value = objective.evaluate(at: subject.parameters)
    var answer: [String: JSONValue] = ["loss": .number(value.loss)]
    if subject.model.loss.isClassification { answer["accuracy"] = .number(value.accuracy) }
    return .object(answer)
  }

  private static func line(_ profile: LineProfile) -> JSONValue {
    [
      "steps": .numbers(profile.points.map(\.stepSize)), "loss": .numbers(profile.points.map(\.loss)),
      "gradient_distance": .numbers(profile.points.map(\.gradientDistance)), "smoothness": .numbers(profile.points.map(\.smoothness)),
      "loss_minimum": .number(profile.lossMinimum), "loss_maximum": .number(profile.lossMaximum),
      "gradient_distance_minimum": .number(profile.gradientDistanceMinimum),
      "gradient_distance_maximum": .number(profile.gradientDistanceMaximum), "effective_smoothness": .number(profile.effectiveSmoothness),
    ]
  }

  private static func shift(_ rate: Double, _ layers: [LayerShift]) -> JSONValue {
    [
      "learning_rate": .number(rate),
      "layers": .array(
        layers.map {
          [
            "parameter": .string($0.parameter), "distance": .number($0.distance), "cosine": .number($0.cosine),
            "before": .number($0.before),
            "after": .number($0.after),
          ]
        }),
    ]
  }

  private static func activations(_ bins: Request.ActivationBins, _ layers: [LayerDistribution], _ types: [String]) -> JSONValue {
    [
      "bins": .integer(bins.bins), "lower": .number(bins.lower), "upper": .number(bins.upper),
      "layers": .array(
        layers.map { layer in
          [
            "layer": .integer(layer.layer), "type": .string(types[layer.layer]), "count": .integer(layer.moments.count + layer.nonFinite),
            "mean": .number(layer.moments.mean), "standard_deviation": .number(layer.moments.standardDeviation),
            "skewness": .number(layer.moments.skewness), "excess_kurtosis": .number(layer.moments.excessKurtosis),
            "counts": .array(layer.histogram.counts.map { .integer(Int($0)) }), "below": .integer(Int(layer.histogram.below)),
            "above": .integer(Int(layer.histogram.above)), "non_finite": .integer(layer.nonFinite),
          ]
        }),
    ]
  }

  private static func curvature(_ summary: CurvatureSummary?, _ dimension: Int) -> JSONValue {
    guard let summary else { return .null }
    var answer: [String: JSONValue] = [
      "parameters": .integer(dimension), "method": summary.isExact ? "exact" : "estimated",
      "top_eigenvalues": .numbers(summary.topEigenvalues.map(\.value)), "largest": .number(summary.largest.value),
      "smallest": .number(summary.smallest.value), "trace": .number(summary.trace.value),
      "frobenius_norm": .number(summary.frobeniusNorm.value),
    ]
    if !summary.isExact {
      answer["residuals"] = [
        "top_eigenvalues": .numbers(summary.topEigenvalues.map(\.error)), "largest": .number(summary.largest.error),
        "smallest": .number(summary.smallest.error),
      ]
      answer["standard_errors"] = ["trace": .number(summary.trace.error), "frobenius_norm": .number(summary.frobeniusNorm.error)]
    }
    return .object(answer)
  }

  private static func theory(_ layer: Int, _ units: [GradientReduction]) -> JSONValue {
    [
      "layer": .integer(layer),
      "units": .array(
        units.enumerated().map { index, unit in
          [
            "unit": .integer(index), "sigma": .number(unit.sigma), "gamma": .number(unit.gamma),
            "gradient_norm_squared": .number(unit.gradientNormSquared),
            "normalized_gradient_norm_squared": .number(unit.normalizedGradientNormSquared), "bound": .number(unit.bound),
          ]
        }),
    ]
  }
}
