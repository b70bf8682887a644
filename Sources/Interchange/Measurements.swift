internal import Landscape
public import Networks
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

  /// What is answered and yet not to be relied on, a line each; the answer lists them as `warnings` where there are
  /// any.
  public private(set) var warnings: [String] = []

  /// Measures what `request` asks for. Normalization works in training mode and running statistics stay as they are, but for `evaluation`.
  ///
  /// - Parameter progress: told the share that is done of the one measurement that may take long, the curvature.
  /// - Throws: `RecordError` where the request needs a file that is not there, or does not fit the model.
  public init(
    _ subject: Case<R>, _ request: Request, files: CaseFiles, progress: (_ share: Double) -> Void = { _ in }
  ) throws(RecordError) {
    let requestFile = files.request ?? "request"
    let network = subject.model.network
    let parameters = subject.parameters
    let objective = NetworkObjective(network: network, loss: subject.model.loss, batch: subject.batch)
    var gradient = [R](repeating: 0, count: objective.dimension)
    let value = objective.evaluate(at: parameters, gradient: &gradient)
    self.gradient = gradient
    layout = network.parameters
    answer["loss"] = .number(value.loss)
    answer["gradient"] = Self.norms(gradient, network.parameters)
    answer["precision"] = .string(R.precision.rawValue)
    warnings = Self.normalizationWarnings(subject)
    warn("loss", "loss and gradient at the given weights", unless: value.loss.isFinite && gradient.isFinite)

    if request.evaluation {
      let value = Self.evaluate(subject)
      answer["evaluation"] = Self.evaluation(value, subject.model.loss)
      warn("evaluation", "loss", unless: value.loss.isFinite)
    }
    if let steps = request.lineSteps {
      var line = GradientLine<R>(stepSizes: steps)
      let profile = line.measure(objective, at: parameters, loss: value.loss, gradient: gradient)
      answer["line"] = Self.line(profile)
      let lost = profile.points.filter { !$0.loss.isFinite || !$0.gradientDistance.isFinite }.map(\.stepSize)
      warn("line", "loss and gradient at steps \(lost)", unless: lost.isEmpty)
    }
    if let rate = request.covariateShiftLearningRate {
      var shift = CovariateShift<R>(learningRate: rate)
      let layers = shift.measure(objective, at: parameters, gradient: gradient)
      answer["covariate_shift"] = Self.shift(rate, layers)
      let lost = layers.filter { !$0.after.isFinite }.map(\.parameter)
      warn("covariate_shift", "gradient after the step of \(lost.joined(separator: ", "))", unless: lost.isEmpty)
    }
    if let bins = request.activations {
      guard let probe = try? ActivationDistribution<R>(bins: bins.bins, lower: bins.lower, upper: bins.upper, probabilities: []) else {
        throw RecordError(file: requestFile, problem: "activations: found bins that are none, expected bins on a range")
      }
      answer["activations"] = Self.activations(bins, probe.measure(objective, at: parameters), subject.model.layerTypes)
    }
    if let layer = request.theoryLayer {
      guard let units = GradientReduction.measure(objective, layer: layer, at: parameters) else {
        let found = network.layers.indices.contains(layer) ? network.layers[layer].name : "no such layer"
        throw RecordError(file: requestFile, problem: "theory: found layer \(layer), \(found), expected a BatchNorm")
      }
      answer["theory"] = Self.theory(layer, units)
      warn("theory", "bound of every unit", unless: units.allSatisfy(\.bound.isFinite))
    }
    if request.hessianVectorProduct {
      let direction = try Self.direction(subject, files.direction, "direction.safetensors", requestFile, "hessian_vector_product")
      var product = gradient
      objective.hessianVectorProduct(at: parameters, direction: direction, product: &product)
      hessianVectorProduct = product
      answer["hessian_vector_product"] = Self.norms(product, network.parameters, ["quadratic_form": .number(direction.dot(product))])
      warn("hessian_vector_product", "product", unless: product.isFinite)
    }
    if let grid = request.plane {
      let x = try Self.direction(subject, files.planeX, "plane_x.safetensors", requestFile, "plane")
      let y = try Self.direction(subject, files.planeY, "plane_y.safetensors", requestFile, "plane")
      func normalized(_ direction: [R]) -> [R] {
        LossPlane.filterNormalized(direction, at: parameters, layout: network.parameters)
      }
      let plane = LossPlane.measure(
        objective, at: parameters, x: normalized(x), y: normalized(y), alphas: grid.alphas, betas: grid.betas)
      answer["plane"] = [
        "alphas": .numbers(plane.alphas), "betas": .numbers(plane.betas), "loss": .array(plane.loss.map(JSONValue.numbers)),
      ]
      let lost = plane.loss.joined().count { !$0.isFinite }
      warn("plane", "loss at \(lost) of \(grid.alphas.count * grid.betas.count) points", unless: lost == 0)
    }
    // Last, because it may take long: what is wrong with the rest of the request is said before.
    if let top = request.curvatureTop {
      let summary = Curvature<R>(top: top).measure(objective, at: parameters, progress: progress)
      answer["curvature"] = Self.curvature(summary, objective.dimension)
      warn("curvature", "Hessian", unless: summary != nil)
    }
    if !warnings.isEmpty { answer["warnings"] = .array(warnings.map { .string($0) }) }
  }

  /// The answer as JSON.
  public var json: JSONValue { .object(answer) }

  private mutating func warn(_ entry: String, _ what: String, unless isFinite: Bool) {
    if !isFinite { warnings.append("\(entry): found no finite \(what), answered null") }
  }

  /// Normalizations over a single value, which take it away.
  private static func normalizationWarnings(_ subject: Case<R>) -> [String] {
    let network = subject.model.network
    return network.layers.indices.compactMap { index in
      let shape = network.shapes[index]
      let over: (count: Int, name: String)
      switch network.layers[index] {
      case is BatchNormalization, is LpNormalization:
        over = (subject.batch.samples * shape.positions, "channel of this batch")
      case let groups as GroupNormalization:
        over = (shape.count / groups.groupCount(shape.channels), "group of an example")
      default: return nil
      }
      guard over.count == 1 else { return nil }
      return "layer \(index) (\(subject.model.layerTypes[index])): found one value a \(over.name), expected more: "
        + "in training mode its output is the same whatever comes in"
    }
  }

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

  private static func evaluate(_ subject: Case<R>) -> LossValue {
    let objective = NetworkObjective(network: subject.model.network, loss: subject.model.loss, batch: subject.batch, mode: .evaluation)
    objective.evaluationState = subject.state
    return objective.evaluate(at: subject.parameters)
  }

  private static func evaluation(_ value: LossValue, _ loss: Loss) -> JSONValue {
    var answer: [String: JSONValue] = ["loss": .number(value.loss)]
    if loss.isClassification { answer["accuracy"] = .number(value.accuracy) }
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
