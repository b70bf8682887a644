internal import Landscape
internal import Networks
internal import Records
public import Tensors

/// The relative flatness of layers.
public struct RelativeFlatnessInstrument: Instrument {
  public static let name = "relative-flatness"
  public static let version = 2
  public static let meaning =
    "The relative flatness κ = Σ ⟨w_s, w_s′⟩ tr H_{s,s′} over the rows w_s of a weight matrix (Petzka et al. 2021), by XTrace with its standard error; the smaller, the flatter"
  public static let formulas = ["κ = Σ_{s,s′} ⟨w_s, w_{s′}⟩ tr H_{s,s′}"]

  /// Which weight matrix, from 1; all of them unless given.
  public var weight: Int?
  /// The standard error at which to stop, of κ's magnitude or the Frobenius norm of the matrix whose trace it is, whichever is larger; 0.01 unless given.
  public var tolerance: Double?
  /// The most products for each; 200 unless given.
  public var products: Int?

  /// The flatness of one weight matrix, or of all.
  public init(weight: Int? = nil, tolerance: Double? = nil, products: Int? = nil) {
    (self.weight, self.tolerance, self.products) = (weight, tolerance, products)
  }

  private static let (usualTolerance, usualProducts) = (0.01, 200)

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("weight", .name, "which weight matrix, from 1; all unless given", \.weight, .optional, .positive),
    Setting(
      "tolerance", .one,
      "the standard error at which to stop, of κ's magnitude or the Frobenius norm of the matrix whose trace it is, whichever is larger; also that of the norm, of the norm",
      \.tolerance, .optional, .positive, usual: usualTolerance),
    Setting(
      "products", .count, "the most products for each", \.products, .optional, .within(TraceInstrument.productRange), usual: usualProducts),
  ]

  /// One weight matrix.
  public struct Row: TableRow {
    /// Its name.
    public var tensor = ""
    /// κ.
    public var flatness = Double.nan
    /// Its standard error.
    public var standardError = Double.nan
    /// How many products it took.
    public var products = 0

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("tensor", .name, "the weight matrix, by PyTorch's name", \.tensor),
      Column("relative_flatness", .loss, "κ = Σ ⟨w_s, w_s′⟩ tr H_{s,s′} over its rows", \.flatness),
      Column("standard_error", .loss, "the standard error of κ over random vectors", \.standardError),
      Column("products", .count, "the Hessian-vector products that it took", \.products),
    ]
  }

  /// κ of the last weight that was looked at.
  public static let finalFlatness = Metric<Self>(
    "relative_flatness_final", .loss, "κ = Σ ⟨w_s, w_s′⟩ tr H_{s,s′} of the last weight matrix that was measured, at the last look"
  ) { $0.entries.last?.row.flatness ?? .nan }

  public static let metrics = [finalFlatness]

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    try validate()
    let layers = try subject.layers(for: self)
    let weights = layers.parameterLayout.entries.filter(\.isWeightMatrix)
    if let weight, weight > weights.count {
      throw InstrumentError.invalidSetting(
        name: "relative_flatness.weight", found: "\(weight)", expected: "1 to the \(weights.count) weight matrices")
    }
    let chosen = weight.map { [weights[$0 - 1]] } ?? weights
    let estimator = try XTrace<Scalar>(maximumVectors: (products ?? Self.usualProducts) / 2, tolerance: tolerance ?? Self.usualTolerance)
    try subject.requireDeterminism(of: layers, for: self)
    let hessian = layers.hessian(at: subject.parameters)
    var rows = [Row]()
    for entry in chosen {
      let found = RelativeFlatness.measure(
        hessian, at: subject.parameters, range: entry.range, rows: entry.dimensions[0], estimator: estimator
      ) { progress((Double(rows.count) + $0) / Double(chosen.count)) }
      guard let found else { return [] }
      var row = Row()
      (row.tensor, row.flatness, row.standardError) = (entry.name, found.trace.value, found.trace.error)
      row.products = found.products
      rows.append(row)
    }
    return rows
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["Hessian"] : [] }
}
