internal import Foundation
internal import Instruments

/// The versions in a manifest's text, read on their own: a manifest of others need not be readable as one of this program's.
enum ManifestVersions {
  private struct Layout: Decodable {
    var schemaVersion: Int
  }

  private struct Contents: Decodable {
    var configuration: Configuration

    struct Configuration: Decodable {
      var measurements: [Measurement]
    }
    struct Measurement: Decodable {
      var instrument: String
      var version: Int
    }
  }

  /// What is of another version than this program's, in words; nil where nothing is, or no version can be read.
  static func difference(_ text: Data) -> String? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let layout = try? decoder.decode(Layout.self, from: text) else { return nil }
    guard layout.schemaVersion == Manifest.schemaVersion else {
      return "found a manifest of version \(layout.schemaVersion), expected one of version \(Manifest.schemaVersion)"
    }
    for found in (try? decoder.decode(Contents.self, from: text))?.configuration.measurements ?? [] {
      let expected = Instruments.named(found.instrument)?.version
      guard found.version == expected else {
        return "found \(found.instrument) of version \(found.version), expected \(expected.map { "version \($0)" } ?? "no such instrument")"
      }
    }
    return nil
  }
}
