internal import Landscape
internal import Records
public import Tensors

/// The Hessian's trace by products with random vectors, with its standard error.
public struct TraceInstrument: Instrument {
  public static let name = "trace"
  public static let version = 1
  public static let meaning = "The Hessian's trace by products with random vectors: XTrace, Hutch++ or Hutchinson's estimator"

  /// How it is estimated.
  public enum Method: String, CaseIterable, SettingValue {
    /// Epperly, Tropp & Webber 2024.
    case xtrace
    /// Meyer, Musco, Musco & Woodruff 2021.
    case hutchPlusPlus = "hutch++"
    /// Hutchinson 1990.
    case hutchinson
  }

  /// The estimator; XTrace unless given.
  public var method: Method?
  /// The standard error at which to stop, of the trace's magnitude or the Frobenius norm, whichever is larger; by XTrace also that of the norm, of the norm. By Hutch++, which has no
  /// norm, of the trace's magnitude. 0.01 unless given.
  public var tolerance: Double?
  /// The most products; 200 unless given.
  public var products: Int?
  /// What the loss is averaged over; the step's batch unless given.
  public var data: MeasuredData?

  /// An estimate.
  public init(method: Method? = nil, tolerance: Double? = nil, products: Int? = nil, data: MeasuredData? = nil) {
    (self.method, self.tolerance, self.products, self.data) = (method, tolerance, products, data)
  }

  private static let (usualTolerance, usualProducts) = (0.01, 200)

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("method", .name, "the estimator", \.method, usual: .xtrace),
    Setting(
      "tolerance", .one,
      "the standard error at which to stop, of the trace's magnitude or the Frobenius norm, whichever is larger; by XTrace also the Frobenius norm's own, of that; by Hutch++ of the trace's magnitude",
      \.tolerance, .optional, .positive, usual: usualTolerance),
    Setting("products", .count, "the most Hessian-vector products", \.products, .optional, .within(productRange), usual: usualProducts),
    Setting("data", .name, "what the loss is averaged over", \.data),
  ]

  /// The estimate.
  public struct Row: TableRow {
    /// tr H.
    public var trace = Double.nan
    /// The standard error.
    public var standardError = Double.nan
    /// How many products it took.
    public var products = 0

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("trace", .curvature, "the sum of the Hessian's eigenvalues", \.trace),
      Column("standard_error", .curvature, "the trace's standard error over random vectors", \.standardError),
      Column("products", .count, "the Hessian-vector products that it took", \.products),
    ]
  }

  static let productRange = 4...100_000

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let hessian = try subject.curvature(over: data, for: self).hessian(at: subject.parameters)
    let (most, tolerance) = (products ?? Self.usualProducts, tolerance ?? Self.usualTolerance)
    var row = Row()
    switch method ?? .xtrace {
    case .xtrace:
      guard let found = try XTrace<Scalar>(maximumVectors: most / 2, tolerance: tolerance).measure(hessian, progress: progress)
      else { return [] }
      (row.trace, row.standardError, row.products) = (found.trace.value, found.trace.error, found.products)
    case .hutchinson:
      guard let found = try Hutchinson<Scalar>(maximumProbes: most, tolerance: tolerance).measure(hessian, progress: progress)
      else { return [] }
      (row.trace, row.standardError, row.products) = (found.trace.value, found.trace.error, found.products)
    case .hutchPlusPlus:
      // A third of the products for the space, a third for what A makes of it, a third outside (algorithm 1).
      let rank = most / 3
      let method = try HutchPlusPlus<Scalar>(rank: rank, maximumProbes: most - 2 * rank, tolerance: tolerance)
      guard let found = method.measure(hessian, progress: progress) else { return [] }
      (row.trace, row.standardError, row.products) = (found.trace.value, found.trace.error, found.products)
    }
    return [row]
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["Hessian"] : [] }
}
