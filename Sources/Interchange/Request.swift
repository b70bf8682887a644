public import Foundation
internal import Landscape
public import Records
public import Tensors

/// What to measure: `request.json`.
public struct Request: Sendable {
  /// What the engine computes in.
  public var precision = Precision.float64
  /// Whether to evaluate in evaluation mode.
  public var evaluation = false
  /// Steps along the gradient.
  public var lineSteps: [Double]?
  /// The learning rate of the step that shifts earlier layers.
  public var covariateShiftLearningRate: Double?
  /// Bins of activation histograms.
  public var activations: ActivationBins?
  /// Whether to multiply a direction by the Hessian.
  public var hessianVectorProduct = false
  /// How many eigenvalues of the Hessian.
  public var curvatureTop: Int?
  /// Where to sample a plane.
  public var plane: PlaneGrid?
  /// The batch normalization whose effect on the gradient is asked for.
  public var theoryLayer: Int?

  /// Bins on [lower, upper).
  public struct ActivationBins: Decodable, Sendable {
    /// Number of bins.
    public var bins: Int
    /// First edge.
    public var lower: Double
    /// Last edge.
    public var upper: Double
  }

  /// Coordinates along two directions.
  public struct PlaneGrid: Decodable, Sendable {
    /// Along the first.
    public var alphas: [Double]
    /// Along the second.
    public var betas: [Double]
  }

  /// What is measured where nothing was asked for: what needs no file beside model, weights and batch, and first derivatives alone.
  public static var standard: Request {
    var request = Request()
    request.evaluation = true
    request.lineSteps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
    request.covariateShiftLearningRate = 0.01
    request.activations = ActivationBins(bins: 100, lower: -5, upper: 5)
    return request
  }

  /// A request for the loss and the gradient alone.
  public init() {}

  /// Reads `request.json`.
  ///
  /// - Throws: `RecordError` that names the file and the entry.
  public init(contentsOf path: String) throws(RecordError) { try self.init(try JSONInput.read(path, limit: 1 << 24), file: path) }

  /// Reads a request from a file's bytes; `file` is named in errors.
  ///
  /// - Throws: `RecordError` as for a file.
  public init(_ data: Data, file: String) throws(RecordError) {
    func problem(_ text: String) -> RecordError { RecordError(file: file, problem: text) }
    func list(_ values: [Double], _ name: String, _ expected: String, _ isOne: (Double) -> Bool) throws(RecordError)
      -> [Double]
    {
      guard !values.isEmpty else { throw problem("\(name): found an empty list, expected \(expected)") }
      if let index = values.firstIndex(where: { !isOne($0) }) {
        throw problem("\(name)[\(index)]: found \(values[index]), expected \(expected)")
      }
      return values
    }
    let document = try JSONInput.decodeStrictly(Document.self, data, file: file)
    precision = document.precision ?? precision
    evaluation = document.evaluation != nil
    hessianVectorProduct = document.hessianVectorProduct != nil
    if let steps = document.line?.steps {
      lineSteps = try list(steps, "line.steps", "finite numbers other than 0") { $0.isFinite && $0 != 0 }
    }
    if let rate = document.covariateShift?.learningRate {
      guard rate > 0, rate.isFinite else {
        throw problem("covariate_shift.learning_rate: found \(rate), expected a positive number")
      }
      covariateShiftLearningRate = rate
    }
    if let activations = document.activations {
      guard (1...1_000_000).contains(activations.bins), activations.lower < activations.upper,
        (activations.upper - activations.lower).isFinite
      else {
        throw problem(
          "activations: found \(activations.bins) bins from \(activations.lower) to \(activations.upper), expected 1 to 1000000 on a range")
      }
      self.activations = activations
    }
    if let top = document.curvature?.top {
      guard (0...1000).contains(top) else { throw problem("curvature: found top \(top), expected 0 to 1000") }
      curvatureTop = top
    }
    if let grid = document.plane {
      plane = PlaneGrid(
        alphas: try list(grid.alphas, "plane.alphas", "finite numbers", \.isFinite),
        betas: try list(grid.betas, "plane.betas", "finite numbers", \.isFinite))
    }
    if let layer = document.theory?.layer {
      guard layer >= 0 else { throw problem("theory: found layer \(layer), expected the index of a BatchNorm") }
      theoryLayer = layer
    }
  }

  private struct Document: Decodable {
    struct Empty: Decodable {}
    struct Line: Decodable { let steps: [Double] }
    struct Shift: Decodable {
      let learningRate: Double
      enum CodingKeys: String, CodingKey { case learningRate = "learning_rate" }
    }
    struct Top: Decodable { let top: Int }
    struct Layer: Decodable { let layer: Int }

    let precision: Precision?
    let evaluation: Empty?
    let line: Line?
    let covariateShift: Shift?
    let activations: ActivationBins?
    let hessianVectorProduct: Empty?
    let curvature: Top?
    let plane: PlaneGrid?
    let theory: Layer?

    enum CodingKeys: String, CodingKey {
      case precision, evaluation, line, activations, curvature, plane, theory
      case covariateShift = "covariate_shift"
      case hessianVectorProduct = "hessian_vector_product"
    }
  }
}
