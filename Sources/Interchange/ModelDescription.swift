internal import Foundation
public import Networks
public import Records
internal import Tensors

/// A network as `model.json` describes it: PyTorch's layer names and arguments.
public struct ModelDescription: Sendable {
  /// The network.
  public let network: Network
  /// What it is trained with.
  public let loss: Loss

  /// Reads `model.json`. `statistics` names the tensors of the weights file: a normalization without running statistics there uses the batch's own.
  ///
  /// - Throws: `RecordError` that names the file and the layer.
  public init(contentsOf path: String, tensorNames: Set<String>) throws(RecordError) {
    func problem(_ text: String) -> RecordError { RecordError(file: path, problem: text) }
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: try AtomicFiles.read(path))
    } catch let error as RecordError {
      throw error
    } catch let error as DecodingError {
      throw problem(Self.explain(error))
    } catch {
      throw problem("is no JSON")
    }
    guard [1, 3].contains(document.input.count), document.input.allSatisfy({ $0 > 0 }) else {
      throw problem("input: found \(document.input), expected [features] or [channels, height, width], all positive")
    }
    guard let loss = Loss(rawValue: document.loss) else {
      throw problem("loss: found \(document.loss), expected one of \(Loss.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.loss = loss
    let input =
      document.input.count == 1
      ? Shape(channels: document.input[0])
      : Shape(channels: document.input[0], height: document.input[1], width: document.input[2])
    var layers = [any Layer]()
    for (index, layer) in document.layers.enumerated() {
      layers.append(try layer.layer(hasStatistics: tensorNames.contains("\(index).running_mean"), "layer \(index)", problem))
    }
    do throws(NetworkError) {
      network = try Network(input: input, layers: layers)
    } catch {
      throw problem(error.description)
    }
  }

  private static func explain(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(place(context)): found no \(key.stringValue), expected one"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return "\(place(context)): found another kind of value, expected \(type)"
    case .dataCorrupted(let context): return "\(place(context)) is no JSON of a model: \(context.debugDescription)"
    @unknown default: return "is no JSON of a model"
    }
  }
}

private struct Document: Decodable {
  let input: [Int]
  let loss: String
  let layers: [LayerDescription]
}

/// A layer's entry in `model.json`.
private struct LayerDescription: Decodable {
  let type: String
  var outFeatures: Int?
  var bias: Bool?
  var eps: Double?
  var momentum: Double?
  var affine: Bool?
  var p: String?
  var outChannels: Int?
  var numGroups: Int?
  var kernelSize: Int?
  var stride: Int?
  var padding: Int?

  private enum CodingKeys: String, CodingKey {
    case type, bias, eps, momentum, affine, p, stride, padding
    case outChannels = "out_channels"
    case numGroups = "num_groups"
    case kernelSize = "kernel_size"
    case outFeatures = "out_features"
  }

  /// The layer it describes.
  func layer(hasStatistics: Bool, _ place: String, _ problem: (String) -> RecordError) throws(RecordError) -> any Layer {
    switch type {
    case "Linear":
      let outputs = try required(outFeatures, "out_features", place, problem)
      return Linear(outputs: outputs, bias: bias ?? true)
    case "BatchNorm", "BatchNorm1d", "BatchNorm2d":
      return BatchNormalization(
        epsilon: eps ?? 1e-5, momentum: momentum ?? 0.1, affine: affine ?? true, tracksStatistics: hasStatistics)
    case "LpNorm":
      guard let order = LpNormalization.Order(rawValue: p ?? "") else {
        throw problem("\(place): found p \(p ?? "missing"), expected \"1\", \"2\" or \"inf\"")
      }
      return LpNormalization(
        order: order, epsilon: eps ?? 1e-5, momentum: momentum ?? 0.1, affine: affine ?? true, tracksStatistics: hasStatistics)
    case "Conv2d":
      guard padding ?? 0 >= 0 else { throw problem("\(place): found padding \(padding!), expected a number from 0") }
      return Conv2d(
        filters: try required(outChannels, "out_channels", place, problem),
        kernel: try required(kernelSize, "kernel_size", place, problem), stride: try required(stride ?? 1, "stride", place, problem),
        padding: padding ?? 0, bias: bias ?? true)
    case "MaxPool2d", "AvgPool2d":
      let size = try required(kernelSize, "kernel_size", place, problem)
      return Pooling(type == "MaxPool2d" ? .maximum : .average, size: size, stride: try required(stride ?? size, "stride", place, problem))
    case "LayerNorm": return GroupNormalization(.layer, epsilon: eps ?? 1e-5)
    case "GroupNorm":
      return GroupNormalization(.groups(try required(numGroups, "num_groups", place, problem)), epsilon: eps ?? 1e-5)
    case "ReLU": return Activation.relu
    case "Sigmoid": return Activation.sigmoid
    case "Tanh": return Activation.tanh
    case "Flatten": return Flatten()
    default: throw problem("\(place): found type \(type), expected a layer that this toolkit knows")
    }
  }

  private func required(_ value: Int?, _ name: String, _ place: String, _ problem: (String) -> RecordError) throws(RecordError) -> Int {
    guard let value, value > 0 else {
      throw problem("\(place): found \(name) \(value.map(String.init) ?? "missing"), expected a positive number")
    }
    return value
  }
}
