import Datasets
import Instruments
import Landscape
import Networks
import Statistics
import Tensors
import Training

/// What is timed: a model and one repetition of something it exists for, under the yardstick's names (`mlp-step`, `vgg11-narrow-line` and so on).
struct Workload {
  /// What one repetition is.
  enum Kind: String, CaseIterable {
    case step, gradient, line, shift, histograms, products, lanczos, krylov, plane

    /// Repetitions in a process: as many as a few seconds hold, since its median is one value among the pairs'.
    var repeats: Int {
      switch self {
      case .step, .gradient, .histograms: 10
      case .shift: 3
      case .line, .plane: 2
      case .products, .lanczos, .krylov: 1
      }
    }

    /// Repetitions before those: none where one is tens of passes itself, so that the first of them weighs little.
    var warmup: Int {
      switch self {
      case .step, .gradient, .histograms: 3
      case .shift, .line, .plane: 1
      case .products, .lanczos, .krylov: 0
      }
    }
  }

  let name: String
  let kind: Kind
  let precision: Precision
  private let network: Network
  private let loss: Loss
  private let samples: Int
  private let optimizer: OptimizerConfiguration
  private let learningRate: Double

  /// All workloads of the yardstick, at their precision.
  static let names = [
    "mlp-step", "mlp-line", "mlp-shift", "mlp-histograms", "mlp-products", "mlp-lanczos", "mlp-plane", "dln-step", "dln-line", "dln-shift",
    "vgg11-narrow-step", "vgg11-narrow-line", "vgg11-narrow-shift", "vgg11-narrow-products", "vgg11-narrow-lanczos", "vgg11-narrow-plane",
    "vgg16-narrow-step", "vgg11-step", "vgg16-step", "resnet20-step", "resnet20-line", "resnet20-shift", "resnet20-products",
    "resnet20-lanczos", "resnet20-plane",
  ]

  /// What share of PyTorch's time was aimed at, before it was measured.
  static let aims = [
    "mlp-step": 0.65, "mlp-line": 0.55, "mlp-histograms": 0.40, "mlp-products": 0.65, "mlp-lanczos": 0.60, "vgg11-narrow-step": 0.38,
    "vgg11-narrow-line": 0.40, "vgg11-narrow-shift": 0.28, "vgg11-narrow-products": 0.35, "vgg11-narrow-lanczos": 0.30,
    "vgg16-narrow-step": 0.40, "vgg11-step": 0.35, "resnet20-step": 0.55, "resnet20-line": 0.55, "resnet20-shift": 0.25,
    "resnet20-products": 0.45,
  ]

  /// What a product inside Lanczos's method costs in gradients: passes of loss and gradient alone, and ``krylovSteps`` products with their vectors made orthogonal. The
  /// yardstick has no such rows.
  static let lanczosNames = lanczosModels.flatMap { ["\($0)-gradient", "\($0)-krylov"] }
  static let lanczosModels = ["mlp", "vgg11-narrow", "resnet20"]
  /// Products of a `krylov` workload: of quadrature, whose method looks at no residual and so takes them all.
  static let krylovSteps = 40

  /// Steps so small that every one of their instructions can be counted.
  static let countedNames = ["mlp-small-step", "vgg11-small-step", "resnet20-small-step", "mlp-small-products", "resnet8-small-products"]

  /// The workload of a name, with random data and weights; nil for a name that is none.
  init?(_ name: String) throws {
    guard let dash = name.lastIndex(of: "-"), let kind = Kind(rawValue: String(name[name.index(after: dash)...])) else { return nil }
    self.name = name
    self.kind = kind
    let model = name[..<dash]
    switch model {
    case "mlp":
      (precision, loss, samples, optimizer, learningRate) = (.float32, .crossEntropy, 128, .adam(), 1e-3)
      network = try Model.mlp(hidden: [1024, 1024], activation: .relu).network(input: Shape(channels: 784), outputs: 10, variant: .batch)
    case "mlp-small":
      (precision, loss, samples, optimizer, learningRate) = (.float32, .crossEntropy, 16, .adam(), 1e-3)
      network = try Model.mlp(hidden: [64, 64], activation: .relu).network(input: Shape(channels: 64), outputs: 10, variant: .batch)
    case "vgg11-small":
      // Five poolings need images of 32 × 32, and those few samples.
      (precision, loss, samples, optimizer, learningRate) = (.float32, .crossEntropy, 2, .sgd(momentum: 0.9), 0.05)
      network = try Model.vgg(depth: .eleven, width: 0.25).network(
        input: Shape(channels: 1, height: 32, width: 32), outputs: 10, variant: .batch)
    case "resnet20-small", "resnet8-small":
      (precision, loss, samples, optimizer, learningRate) = (.float32, .crossEntropy, 16, .sgd(momentum: 0.9), 0.05)
      let configuration =
        model == "resnet8-small" ? ResidualConfiguration(depth: 8, width: 0.25) : ResidualConfiguration(depth: 20)
      network = try Model.resnet(configuration: configuration).network(
        input: Shape(channels: 1, height: 8, width: 8), outputs: 10, variant: .batch)
    case "dln":
      (precision, loss, samples, optimizer, learningRate) = (.float64, .halfSumSquaredError, 1000, .sgd(), 1e-6)
      network = try Model.dln(depth: 25).network(input: Shape(channels: 10), outputs: 10, variant: .batch)
    case "vgg11", "vgg16", "vgg11-narrow", "vgg16-narrow":
      (precision, loss, samples, optimizer, learningRate) = (.float32, .crossEntropy, 128, .sgd(momentum: 0.9), 0.05)
      let isNarrow = model.hasSuffix("narrow")
      network = try Model.vgg(depth: model.hasPrefix("vgg11") ? .eleven : .sixteen, width: isNarrow ? 0.25 : 1).network(
        input: Shape(channels: isNarrow ? 1 : 3, height: 32, width: 32), outputs: 10, variant: .batch)
    case "resnet20":
      (precision, loss, samples, optimizer, learningRate) = (.float32, .crossEntropy, 128, .sgd(momentum: 0.9), 0.05)
      network = try Model.resnet(configuration: ResidualConfiguration(depth: 20)).network(
        input: Shape(channels: 1, height: 32, width: 32), outputs: 10, variant: .batch)
    default: return nil
    }
  }

  /// Multiplications and additions of the matrix products and convolutions in one training step, by the direct algorithm.
  var operations: Double {
    var total = 0.0
    for (index, layer) in network.layers.enumerated() {
      let (input, output) = (network.inputShape(ofLayer: index), network.outputShape(ofLayer: index))
      let taps =
        (layer as? Conv2d).map { input.channels / $0.groups * $0.kernel.height * $0.kernel.width }
        ?? (layer is Linear ? input.channels : 0)
      // Forward, gradient of weights, and gradient of inputs but for the first layer.
      total += Double(index == 0 ? 2 : 3) * 2 * Double(taps * output.count * samples)
    }
    return total
  }

  /// Seconds of each of `repeats` repetitions by `team`, after `warmup` that are not counted.
  func measure(repeats: Int, warmup: Int, team: Team) throws -> [Double] {
    switch precision {
    case .float32: try measure(Float.self, repeats + warmup, team).suffix(repeats)
    case .float64: try measure(Double.self, repeats + warmup, team).suffix(repeats)
    }
  }

  private func measure<R: Real>(_ type: R.Type, _ repeats: Int, _ team: Team) throws -> [Double] {
    let dataset = RandomExamples<R>(inputShape: network.inputShape, outputs: network.outputShape.count, samples: samples)
    let trainer = Trainer<R>(
      network: network, loss: loss, dataset: dataset, batchSize: samples, optimizer: kind == .step ? optimizer : .sgd(),
      learningRate: learningRate,
      // Uniform to ±1/√(fan-in), as the yardstick's: how soon Lanczos's method ends depends on them.
      parameters: Initializer.heUniform.parameters(of: network, seed: 0, scale: (1.0 / 6).squareRoot()), seed: 0, team: team)
    // The examples are drawn with a gradient: without one every kind that takes none would measure an empty batch.
    _ = trainer.computeGradient()
    let rate = loss == .halfSumSquaredError ? 1e-6 : 1
    var line = GradientLine<R>(stepSizes: (1...20).map { 0.01 * Double($0) * rate })
    var shift = CovariateShift<R>(learningRate: loss == .halfSumSquaredError ? 1e-6 : 0.01)
    let lanczos = try Lanczos<R>(top: 5)
    let krylov = try StochasticLanczosQuadrature<R>(probes: 1, steps: Self.krylovSteps)
    let histograms = try ActivationDistribution<R>(bins: 100, lower: -5, upper: 5, probabilities: [])
    let stream = RandomStream(seed: 0, purpose: .direction, index: 1)
    let directions = kind == .plane ? (0..<2).map { _ in trainer.parameters.map { $0 * R(stream.normal()) } } : []
    var probes = [[R]](repeating: trainer.parameters, count: kind == .products ? 4 : 0)
    for index in probes.indices { stream.fillSigns(&probes[index]) }
    let clock = ContinuousClock()
    var seconds = [Double]()
    var check = 0.0
    for _ in 0..<repeats {
      let duration = try clock.measure {
        switch kind {
        case .step:
          check += trainer.computeGradient().loss
          trainer.update()
        case .gradient:
          check += trainer.computeGradient().loss
        case .line:
          let value = trainer.computeGradient().loss
          check += try line.measure(trainer.objective, at: trainer.parameters, loss: value, gradient: trainer.gradient).lossMaximum
        case .shift:
          _ = trainer.computeGradient()
          check += shift.measure(trainer.objective, at: trainer.parameters, gradient: trainer.gradient)[1].cosine
        case .products:
          let hessian = trainer.objective.hessian(at: trainer.parameters)
          var product = trainer.parameters
          for index in 0..<(Self.countedNames.contains(name) ? probes.count : 50) {
            let probe = probes[index % probes.count]
            hessian.apply(to: probe, product: &product)
            check += probe.dot(product)
          }
        case .lanczos:
          let hessian = trainer.objective.hessian(at: trainer.parameters)
          check += lanczos.largestByMagnitude(of: hessian)?.first?.value ?? .nan
        case .krylov:
          let hessian = trainer.objective.hessian(at: trainer.parameters)
          let rule = krylov.measure(hessian)?.first
          precondition(rule?.nodes.count == Self.krylovSteps, "every product is taken")
          check += rule?.nodes.last ?? .nan
        case .plane:
          let scales = [-0.1, -0.05, 0, 0.05, 0.1]
          let plane = LossPlane.measure(
            trainer.objective, at: trainer.parameters, x: directions[0], y: directions[1], alphas: scales, betas: scales)
          check += plane.loss[2][2]
        case .histograms:
          check += histograms.measure(trainer.objective, at: trainer.parameters)[0].moments.mean
        }
      }
      seconds.append(duration / .seconds(1))
    }
    precondition(check.isFinite, "\(name) gave a value that is not finite")
    return seconds
  }
}

/// Normal inputs and targets, and random labels, drawn once: data as the yardstick's, which are in memory before the clock starts.
struct RandomExamples<R: Real>: Dataset {
  let inputShape: Shape
  let outputs: Int
  private let inputs: [R]
  private let targets: [R]
  private let labels: [Int32]

  init(inputShape: Shape, outputs: Int, samples: Int) {
    (self.inputShape, self.outputs) = (inputShape, outputs)
    let stream = RandomStream(seed: 0, purpose: .dataset)
    inputs = (0..<samples * inputShape.count).map { _ in R(stream.normal()) }
    targets = (0..<samples * outputs).map { _ in R(stream.normal()) }
    labels = (0..<samples).map { _ in Int32(stream.integer(below: outputs)) }
  }

  func count(_ split: Split) -> Int { labels.count }

  func fill<S: Real>(_ batch: Batch<S>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
    for (index, input) in inputs.enumerated() { batch.inputs[index] = S(input) }
    for (index, target) in targets.enumerated() { batch.targets[index] = S(target) }
    for (index, label) in labels.enumerated() { batch.labels[index] = label }
  }
}
