/// What inputs go through before a network sees them (LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", section 4.3). Means and covariances are
/// those of the training examples.
public enum InputTransform: String, Codable, Sendable, CaseIterable {
  /// Nothing.
  case raw
  /// x − mean, feature by feature.
  case centered
  /// (x − mean) / √(variance + ε), feature by feature.
  case standardized
  /// L⁻¹ (x − mean) with L Lᵀ = covariance + εI: uncorrelated features of equal variance.
  case whitened

  /// ε as a share of the features' mean variance. Pixels at the border hardly vary, and directions of images hardly more: without it they would be
  /// blown up until nothing else is seen.
  public static let regularization = 0.01
}
