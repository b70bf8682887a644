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
  /// Dimensions of an input example as files have it: [features] or [channels, height, width].
  public let inputDimensions: [Int]
  /// The class of every layer in PyTorch, where `BatchNorm` has two.
  public let layerTypes: [String]

  /// Bytes of the largest `model.json`; a network of thousands of layers takes far less.
  public static let largestFile = 1 << 24

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
    let document = try JSONInput.decode(Document.self, data, file: file)
    let sizes = document.input
    guard [1, 3].contains(sizes.count), sizes.allSatisfy({ $0 > 0 && $0 <= LayerDescription.largestSize }) else {
      throw problem(
        "input: found \(sizes), expected [features] or [channels, height, width], each from 1 to \(LayerDescription.largestSize)")
    }
    guard let loss = Loss(rawValue: document.loss) else {
      throw problem("loss: found \(document.loss), expected one of \(Loss.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.loss = loss
    inputDimensions = sizes
    let input = sizes.count == 1 ? Shape(channels: sizes[0]) : Shape(channels: sizes[0], height: sizes[1], width: sizes[2])
    var statistics = [Int: Set<String>]()
    for name in tensorNames {
      guard let dot = name.firstIndex(of: "."), let layer = Int(name[..<dot]) else { continue }
      statistics[layer, default: []].insert(String(name[name.index(after: dot)...]))
    }
    var layers = [any Layer]()
    var types = [String]()
    // Shapes alone do not tell a vector from an image of one pixel.
    var isImage = sizes.count == 3
    for (index, description) in document.layers.enumerated() {
      func mismatch(_ text: String) -> RecordError { problem("layer \(index) (\(description.type)): \(text)") }
      let layer = try description.layer(statistics: statistics[index] ?? [], mismatch)
      switch layer {
      case is Linear: if isImage { throw mismatch("found an image as input, expected a vector (Flatten before it)") }
      case is Conv2d, is Pooling: if !isImage { throw mismatch("found a vector as input, expected an image") }
      default: break
      }
      types.append(layer is BatchNormalization ? (isImage ? "BatchNorm2d" : "BatchNorm1d") : layer.name)
      if layer is Flatten { isImage = false }
      if let pooling = layer as? Pooling, pooling.size == nil { isImage = false }
      layers.append(layer)
    }
    layerTypes = types
    do throws(NetworkError) {
      network = try Network(input: input, layers: layers)
    } catch {
      throw problem(error.description)
    }
    guard network.outputShape.isVector else {
      throw problem("found an output of \(network.outputShape), expected a vector (Flatten before it)")
    }
  }

  /// The `model.json` of a network; nil where it has a layer that the format does not know.
  public static func data(_ network: Network, loss: Loss) throws -> Data? {
    var layers = [LayerDescription]()
    for (layer, shape) in zip(network.layers, network.shapes) {
      guard let description = LayerDescription(layer, channels: shape.channels) else { return nil }
      layers.append(description)
    }
    let shape = network.inputShape
    let input = shape.isVector ? [shape.channels] : [shape.channels, shape.height, shape.width]
    return try JSONValue.data(Document(input: input, loss: loss.rawValue, layers: layers))
  }
}

private struct Document: Codable {
  let input: [Int]
  let loss: String
  let layers: [LayerDescription]
}
