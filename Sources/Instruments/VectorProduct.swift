public import Records
public import Tensors

/// The product Av of a matrix of second derivatives with a given direction v: a tensor's share of it.
public struct VectorProduct: TableRow {
  /// The name of the tensor; `all` for the whole vector.
  public var tensor = ""
  /// The norm of its part of Av.
  public var norm = Double.nan
  /// vᵀAv.
  public var quadraticForm = Double.nan

  /// No values.
  public init() {}

  public static let columns: [Column<VectorProduct>] = [
    Column("tensor", .name, "the parameter, by PyTorch's name; all for the whole vector", \.tensor),
    Column("norm", .gradient, "the Euclidean norm of its part of the product", \.norm),
    Column("quadratic_form", .loss, "vᵀAv over the whole vector", \.quadraticForm),
  ]

  /// The rows of a product: the whole first, then its tensors where the subject has any.
  static func rows<Scalar: Real>(
    _ product: [Scalar], of direction: [Scalar], _ subject: Subject<Scalar>, for instrument: some Instrument
  ) -> [VectorProduct] {
    let form = direction.dot(product)
    return TensorNorm.rows(product, subject, for: instrument).map { part in
      var row = VectorProduct()
      (row.tensor, row.norm, row.quadraticForm) = (part.tensor, part.norm, form)
      return row
    }
  }

  /// `norm`, `quadratic_form` and `tensors` of such rows.
  static func answer(_ rows: [VectorProduct]) -> JSONValue {
    var answer = TensorNorm.answer(rows.map { TensorNorm($0.tensor, $0.norm) })
    answer["quadratic_form"] = .number(rows.first?.quadraticForm ?? .nan)
    return .object(answer)
  }
}

/// An instrument that multiplies a matrix of second derivatives by the direction that a case gives.
public protocol VectorProductInstrument: Instrument where Row == VectorProduct {
  /// v and Av.
  ///
  /// - Throws: `InstrumentError.missing` without a direction or the matrix, `InstrumentError.invalidSetting` for a direction of another length.
  func product<Scalar: Real>(_ subject: Subject<Scalar>) throws(InstrumentError) -> (direction: [Scalar], product: [Scalar])
}

extension VectorProductInstrument {
  public func measure<Scalar: Real>(_ subject: Subject<Scalar>, progress: (Double) -> Void) throws -> [VectorProduct] {
    let (direction, product) = try product(subject)
    return VectorProduct.rows(product, of: direction, subject, for: self)
  }

  public var directions: [String] { ["direction"] }

  public func notFinite(in rows: [VectorProduct]) -> [String] { rows.allSatisfy(\.norm.isFinite) ? [] : ["product"] }

  public func answer(_ rows: [VectorProduct]) -> JSONValue { VectorProduct.answer(rows) }
}
