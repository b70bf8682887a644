public import Records
public import Tensors

/// The product of the Hessian with a given direction.
public struct HessianVectorProductInstrument: Instrument {
  public static let name = "hessian-vector-product"
  public static let version = 1
  public static let meaning = "Hv and vᵀHv for a given direction v, exactly (Pearlmutter 1994)"

  /// A tensor's share of Hv.
  public struct Row: TableRow {
    /// The name of the tensor; `all` for the whole vector.
    public var tensor = ""
    /// The norm of its part of Hv.
    public var norm = Double.nan
    /// vᵀHv.
    public var quadraticForm = Double.nan

    /// No values.
    public init() {}

    public static let columns: [Column<Row>] = [
      Column("tensor", .name, "the parameter, by PyTorch's name; all for the whole vector", \.tensor),
      Column("norm", .gradient, "the Euclidean norm of its part of Hv", \.norm),
      Column("quadratic_form", .loss, "vᵀHv over the whole vector", \.quadraticForm),
    ]
  }

  /// The product.
  public init() {}

  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [Row] {
    let (direction, product) = try Self.product(subject)
    let form = direction.dot(product)
    return TensorNorm.rows(product, subject, for: self).map { part in
      var row = Row()
      (row.tensor, row.norm, row.quadraticForm) = (part.tensor, part.norm, form)
      return row
    }
  }

  /// v and Hv.
  ///
  /// - Throws: `InstrumentError.missing` without a direction or second derivatives, `InstrumentError.invalidSetting` for a direction of another length.
  public static func product<Scalar: Real>(_ subject: Subject<Scalar>) throws(InstrumentError) -> (direction: [Scalar], product: [Scalar]) {
    let objective = try subject.curvature(for: Self())
    let direction = try subject.direction("direction", for: Self())
    var product = direction
    objective.hessianVectorProduct(at: subject.parameters, direction: direction, product: &product)
    return (direction, product)
  }

  public var directions: [String] { ["direction"] }

  public func notFinite(in rows: [Row]) -> [String] { rows.allSatisfy(\.norm.isFinite) ? [] : ["product"] }

  public func answer(_ rows: [Row]) -> JSONValue {
    var answer = TensorNorm.answer(rows.map { TensorNorm($0.tensor, $0.norm) })
    answer["quadratic_form"] = .number(rows.first?.quadraticForm ?? .nan)
    return .object(answer)
  }
}
