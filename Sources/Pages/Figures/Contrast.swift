internal import Foundation

/// Colours for a dark page: as they are where they stand out from it, else lightened until they do.
enum Contrast {
  /// The dark page's background.
  static let background = "#15181c"

  /// A colour that has a contrast of 4 at least with the dark background.
  static func onDark(_ colour: String) -> String {
    guard let parts = parts(colour), let dark = self.parts(background) else { return colour == "black" ? "#ffffff" : colour }
    var share = 0.0
    while share < 1 {
      let mixed = parts.map { $0 + (255 - $0) * share }
      if ratio(mixed, dark) >= 4 { return text(mixed) }
      share += 0.05
    }
    return "#ffffff"
  }

  /// The contrast of two colours by the Web Content Accessibility Guidelines 2: (L₁ + 0.05) / (L₂ + 0.05) of their luminances.
  static func ratio(_ first: [Double], _ second: [Double]) -> Double {
    let luminances = [first, second].map(luminance).sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  private static func luminance(_ parts: [Double]) -> Double {
    let linear = parts.map { part in
      let value = part / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// Red, green and blue of `#rrggbb`, from 0 to 255; nil for another form.
  static func parts(_ colour: String) -> [Double]? {
    guard colour.hasPrefix("#"), colour.utf8.count == 7, let number = Int(colour.dropFirst(), radix: 16) else { return nil }
    return [number >> 16, (number >> 8) & 255, number & 255].map(Double.init)
  }

  private static func text(_ parts: [Double]) -> String {
    "#" + parts.map { String(format: "%02x", Int($0.rounded())) }.joined()
  }
}
