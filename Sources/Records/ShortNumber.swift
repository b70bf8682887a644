internal import Foundation

/// Numbers as tables for readers have them.
public enum ShortNumber {
  /// Three significant digits or a little more, in plain notation where that is short; a dash for what is no number.
  public static func text(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    switch abs(value) {
    case 0: return "0"
    case ..<0.001, 1e6...: return String(format: "%.2e", value)
    case ..<1: return String(format: "%.3f", value)
    case ..<10: return String(format: "%.2f", value)
    case ..<1000: return String(format: "%.1f", value)
    default: return String(format: "%.0f", value)
    }
  }
}
