public import Foundation
public import Networks
public import Records
internal import Tensors

/// A network as `model.json` describes it: PyTorch's layer names and arguments.
public struct ModelDescription: Sendable {
  /// The network.
  public let network: Network
  /// What it is trained with.
  public let loss: Loss

  /// Bytes of the largest `model.json`; a network of thousands of layers takes far less.
  public static let largestFile = 1 << 24
  /// Channels, height or width of the largest input: the product of larger ones would overflow.
  private static let largestInput = 1 << 24

  /// Reads `model.json`. `tensorNames` are those of the weights file: a normalization without running statistics there uses the batch's own.
  ///
  /// - Throws: `RecordError` that names the file and the layer.
  public init(contentsOf path: String, tensorNames: Set<String>) throws(RecordError) {
    try self.init(try JSONInput.read(path, limit: Self.largestFile), file: path, tensorNames: tensorNames)
  }

  /// Reads a model from a file's bytes; `file` is named in errors.
  ///
  /// - Throws: `RecordError` as for a file.
  public init(_ data: Data, file: String, tensorNames: Set<String>) throws(RecordError) {
    func problem(_ text: String) -> RecordError { RecordError(file: file, problem: text) }
    let document = try JSONInput.decodeStrictly(Document.self, data, file: file)
    let sizes = document.input
    guard [1, 3].contains(sizes.count), sizes.allSatisfy({ $0 > 0 && $0 <= Self.largestInput }) else {
      throw problem(
        "input: found \(sizes), expected [features] or [channels, height, width], each from 1 to \(Self.largestInput)")
    }
    loss = document.loss
    let input = sizes.count == 1 ? Shape(channels: sizes[0]) : Shape(channels: sizes[0], height: sizes[1], width: sizes[2])
    var statistics = [Int: Set<String>]()
    for name in tensorNames {
      guard let dot = name.firstIndex(of: "."), let layer = Int(name[..<dot]) else { continue }
      statistics[layer, default: []].insert(String(name[name.index(after: dot)...]))
    }
    var layers = [any Layer]()
    for (index, description) in document.layers.enumerated() {
      do throws(ArgumentProblem) {
        layers.append(try description.arguments.layer(statistics: statistics[index] ?? []))
      } catch {
        throw problem(
          "layer \(index) (\(description.type)): found \(error.name) \(error.found), expected \(error.expected)")
      }
    }
    do throws(NetworkError) {
      network = try Network(input: input, layers: layers)
    } catch {
      throw problem(error.description)
    }
    guard network.outputShape.isVector else {
      throw problem("found an output of \(network.outputShape), expected a vector (Flatten before it)")
    }
  }

  /// The `model.json` of a network; nil where it is no chain, or has a layer that the format does not know.
  public static func data(_ network: Network, loss: Loss) throws -> Data? {
    guard network.isChain else { return nil }
    var layers = [LayerDescription]()
    for (layer, shape) in zip(network.layers, network.shapes) {
      guard let description = LayerDescription(layer, channels: shape.channels) else { return nil }
      layers.append(description)
    }
    return try JSONValue.data(Document(input: network.inputShape.dimensions, loss: loss, layers: layers))
  }
}

private struct Document: Codable {
  let input: [Int]
  let loss: Loss
  let layers: [LayerDescription]
}
