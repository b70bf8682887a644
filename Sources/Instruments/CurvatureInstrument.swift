internal import Landscape
public import Records
public import Tensors

/// The Hessian's extreme eigenvalues, trace and Frobenius norm.
public struct CurvatureInstrument: Instrument {
  public static let name = "curvature"
  public static let version = 4
  public static let meaning =
    "The Hessian's eigenvalues of largest magnitude, its ends, trace and Frobenius norm: exact for few parameters, else with residuals and errors"

  /// How many eigenvalues of largest magnitude.
  public var top = 5
  /// Whether every tensor's block on the Hessian's diagonal is looked at too; not, unless given.
  public var blocks: Bool?

  /// What the loss is averaged over; the subject's own batch in training mode unless given.
  public var data: MeasuredData?

  /// The curvature with `top` eigenvalues.
  public init(top: Int = 5, blocks: Bool? = nil, data: MeasuredData? = nil) { (self.top, self.blocks, self.data) = (top, blocks, data) }

  /// The most eigenvalues that can be asked for.
  static let largestTop = 1000

  /// The usual settings.
  public init() {}

  public static let settings: [Setting<Self>] = [
    Setting("blocks", .name, "whether every tensor's block on the diagonal is looked at too", \.blocks, usual: false),
    Setting("top", .count, "eigenvalues of largest magnitude", \.top, .requiredInRequest, .within(0...largestTop)),
    Setting("data", .name, "what the loss is averaged over", \.data),
  ]

  /// One eigenvalue, or a sum over all.
  public struct Row: TableRow {
    /// `top`, `largest`, `smallest`, `trace` or `frobenius_norm`.
    public var quantity = ""
    /// The tensor whose block it is about; `all` for the whole Hessian.
    public var tensor = whole
    /// The place among the top ones, from 1; 0 for others.
    public var rank = 0
    /// The number.
    public var value = Double.nan
    /// A residual for an eigenvalue, a standard error for a sum; 0 for an exact number.
    public var error = Double.nan
    /// `exact` or `estimated`.
    public var method = ""
    /// The dimension.
    public var parameters = 0

    /// The name of the whole Hessian.
    static let whole = "all"

    /// No values.
    public init() {}

    init(_ quantity: String, of tensor: String = whole, rank: Int = 0, _ estimate: Estimate, isExact: Bool, parameters: Int) {
      (self.quantity, self.tensor, self.rank, self.parameters) = (quantity, tensor, rank, parameters)
      (value, error, method) = (estimate.value, estimate.error, isExact ? "exact" : "estimated")
    }

    public static let columns: [Column<Row>] = [
      Column(
        "quantity", .name, "top: an eigenvalue by magnitude; largest, smallest: the ends of the spectrum; trace, frobenius_norm", \.quantity
      ),
      Column(
        "tensor", .name, "the parameter whose block on the diagonal it is about, by PyTorch's name; all for the whole Hessian", \.tensor),
      Column("rank", .name, "the place among the top ones, from 1; 0 for others", \.rank),
      Column("value", .curvature, "the number", \.value),
      Column("error", .curvature, "the residual of an eigenvalue, the standard error of a sum; 0 for an exact number", \.error),
      Column("method", .name, "exact: from the whole Hessian; estimated: by Lanczos's method and XTrace", \.method),
      Column("parameters", .count, "the order of the Hessian, or of the block", \.parameters),
    ]
  }

  /// The sharpness λ_max.
  public static let finalSharpness = Metric<Self>(
    "largest_eigenvalue_final", .curvature, "the Hessian's largest eigenvalue at the last look"
  ) {
    $0.entries.last { $0.row.quantity == "largest" && $0.row.tensor == Row.whole }?.row.value ?? .nan
  }
  /// Σ λ.
  public static let finalTrace = Metric<Self>("trace_final", .curvature, "the Hessian's trace at the last look") {
    $0.entries.last { $0.row.quantity == "trace" && $0.row.tensor == Row.whole }?.row.value ?? .nan
  }

  public static let metrics = [finalSharpness, finalTrace]

  public func measure<Scalar: Real>(
    _ subject: Subject<Scalar>, progress: (_ share: Double) -> Void
  ) throws -> [Row] {
    try validate()
    let objective = try subject.curvature(over: data, for: self)
    let entries = blocks == true ? try subject.layers(for: self).parameterLayout.entries : []
    try subject.require(eigenvalues: top, setting: "top")
    let curvature = try Curvature<Scalar>(top: top, blocks: entries.map(\.range))
    guard let found = curvature.measure(objective, at: subject.parameters, progress: progress) else { return [] }
    func row(_ quantity: String, rank: Int = 0, _ estimate: Estimate) -> Row {
      Row(quantity, rank: rank, estimate, isExact: found.isExact, parameters: subject.parameters.count)
    }
    let whole =
      found.topEigenvalues.enumerated().map { row("top", rank: $0 + 1, $1) } + [
        row("largest", found.largest), row("smallest", found.smallest), row("trace", found.trace),
        row("frobenius_norm", found.frobeniusNorm),
      ]
    return whole
      + zip(entries, found.blocks).flatMap { entry, block in
        [("largest", block.largest), ("trace", block.trace)].map { quantity, estimate in
          Row(quantity, of: entry.name, estimate, isExact: block.isExact, parameters: entry.range.count)
        }
      }
  }

  public func notFinite(in rows: [Row]) -> [String] { rows.isEmpty ? ["Hessian"] : [] }

  public func answer(_ rows: [Row]) -> JSONValue {
    let whole = rows.filter { $0.tensor == Row.whole }
    guard let first = whole.last else { return .null }
    let top = whole.filter { $0.quantity == "top" }
    func pick(_ quantity: String, _ number: (Row) -> Double) -> JSONValue {
      .number(whole.first { $0.quantity == quantity }.map(number) ?? .nan)
    }
    var answer: [String: JSONValue] = [
      "parameters": .integer(first.parameters), "method": .string(first.method), "top_eigenvalues": .numbers(top.map(\.value)),
      "largest": pick("largest", \.value), "smallest": pick("smallest", \.value), "trace": pick("trace", \.value),
      "frobenius_norm": pick("frobenius_norm", \.value),
    ]
    if first.method == "estimated" {
      answer["residuals"] = [
        "top_eigenvalues": .numbers(top.map(\.error)), "largest": pick("largest", \.error), "smallest": pick("smallest", \.error),
      ]
      answer["standard_errors"] = ["trace": pick("trace", \.error), "frobenius_norm": pick("frobenius_norm", \.error)]
    }
    if blocks == true { answer["blocks"] = Self.blocks(rows.filter { $0.tensor != Row.whole }) }
    return .object(answer)
  }

  /// By tensor: the numbers, and their errors where they are estimates.
  private static func blocks(_ rows: [Row]) -> JSONValue {
    let byTensor = Dictionary(grouping: rows, by: \.tensor)
    return .object(
      byTensor.mapValues { rows in
        var block = Dictionary(uniqueKeysWithValues: rows.map { ($0.quantity, JSONValue.number($0.value)) })
        block["method"] = .string(rows[0].method)
        if rows[0].method == "estimated" {
          for row in rows { block[row.quantity == "trace" ? "standard_error" : "residual"] = .number(row.error) }
        }
        return .object(block)
      })
  }
}
