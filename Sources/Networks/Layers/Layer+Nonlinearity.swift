extension Layer {
  /// Whether it applies one nonlinear function to every value by itself.
  public var isNonlinearity: Bool { self is Activation || self is GELU || self is Hardtanh }
}
