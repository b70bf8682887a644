package import CKernels

/// The precision a computation runs in.
public enum Precision: String, Codable, Sendable, CaseIterable {
  /// IEEE binary32: what networks train in.
  case float32
  /// IEEE binary64: what delicate measurements need (steps of 1e-8 × the gradient drown in float32).
  case float64
}

/// A scalar that the engine computes in: `Float` or `Double`.
///
/// The engine's loops are whole-buffer operations in C, dispatched once an operation by `precision`. A loop over single elements of a
/// generic `Real` looks every operation up: where one is long, it is compiled for either precision (`@_specialize`).
public protocol Real: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// Which of the two precisions this type is.
  static var precision: Precision { get }
}

extension Float: Real {
  /// Binary32.
  public static var precision: Precision { .float32 }
}

extension Double: Real {
  /// Binary64.
  public static var precision: Precision { .float64 }
}

extension Real {
  /// The tag by which the C kernels tell the precisions apart.
  package static var kernel: kernel_precision { precision == .float64 ? KERNEL_FLOAT64 : KERNEL_FLOAT32 }
}
