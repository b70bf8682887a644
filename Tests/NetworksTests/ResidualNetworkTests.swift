import Foundation
import Networks
import TestSupport
import Tensors
import Testing

@Suite("residual networks")
struct ResidualNetworkTests {
  private static let colour = Shape(channels: 3, height: 32, width: 32)

  private func make(
    _ configuration: ResidualConfiguration, _ variant: Variant = .batch, input: Shape = colour
  ) throws -> Network { try Model.resnet(configuration: configuration).network(input: input, outputs: 10, variant: variant) }

  @Test("6n + 2 layers have weights, and parameters are as many as published", arguments: [8, 14, 20, 32, 44, 56])
  func counts(depth: Int) throws {
    let network = try make(ResidualConfiguration(depth: depth))
    let weights = network.parameters.entries.filter(\.role.isWeight)
    #expect(weights.filter { !$0.name.contains("downsample") }.count == depth)
    // By hand: n blocks of two 3 × 3 convolutions c × c a stage, but for the first of a stage, whose first takes c / 2 channels; γ and β of every convolution.
    let n = (depth - 2) / 6
    let convolutions =
      27 * 16
      + [16, 32, 64].enumerated().reduce(0) { sum, stage in
        let c = stage.element
        return sum + 9 * c * c * 2 * n - (stage.offset == 0 ? 0 : 9 * c * c / 2)
      }
    let affine = 2 * 16 + [16, 32, 64].reduce(0) { $0 + 2 * $1 * 2 * n }
    let optionA = convolutions + affine + 650
    // Two projections c / 2 → c with their γ and β: what option B has more than option A.
    let projections = 16 * 32 + 32 * 64 + 2 * 32 + 2 * 64
    #expect(network.parameters.count == optionA + projections)
    // He et al. 2016, Table 6, in millions, for option A.
    let published = [20: 0.27, 32: 0.46, 44: 0.66, 56: 0.85]
    if let millions = published[depth] { #expect(abs(Double(optionA) / 1e6 - millions) < 0.01) }
    if depth == 20 { #expect(optionA == 269_722) }
    // A plain chain of the same layers has no projections, and is a chain.
    let plain = try make(ResidualConfiguration(depth: depth, shortcuts: false))
    #expect(plain.parameters.count == optionA && plain.inputs.indices.allSatisfy { plain.inputs[$0] == [$0] })
  }

  @Test("nodes are named as torchvision's modules, in the order of its state_dict but for projections, which come behind their block's too")
  func names() throws {
    let names = try make(ResidualConfiguration(depth: 8)).nodes.map(\.name)
    #expect(
      names == [
        "conv1", "bn1", "relu",
        "layer1.0.conv1", "layer1.0.bn1", "layer1.0.relu1", "layer1.0.conv2", "layer1.0.bn2", "layer1.0.add", "layer1.0.relu2",
        "layer2.0.conv1", "layer2.0.bn1", "layer2.0.relu1", "layer2.0.conv2", "layer2.0.bn2", "layer2.0.downsample.0",
        "layer2.0.downsample.1", "layer2.0.add", "layer2.0.relu2",
        "layer3.0.conv1", "layer3.0.bn1", "layer3.0.relu1", "layer3.0.conv2", "layer3.0.bn2", "layer3.0.downsample.0",
        "layer3.0.downsample.1", "layer3.0.add", "layer3.0.relu2",
        "avgpool", "fc",
      ])
    let noisy = try make(ResidualConfiguration(depth: 8), .noisyBatch).nodes.map(\.name)
    #expect(noisy[1...3] == ["bn1", "bn1.1", "relu"])
  }

  @Test("a pre-activated network has its first activation before the branches part, and one more at the end (He et al. 2016b)")
  func preActivation() throws {
    let network = try make(ResidualConfiguration(depth: 8, preActivation: true))
    func inputs(_ name: String) throws -> [String] { try #require(network.nodes.first { $0.name == name }).inputs }
    #expect(try inputs("layer1.0.bn1") == ["conv1"])
    #expect(try inputs("layer1.0.add") == ["layer1.0.conv2", "layer1.0.relu1"])
    #expect(try inputs("layer2.0.downsample.0") == ["layer2.0.relu1"])
    #expect(try inputs("layer2.0.add") == ["layer2.0.conv2", "layer2.0.downsample.0"])
    #expect(try inputs("bn1") == ["layer3.0.add"])
    #expect(try inputs("avgpool") == ["relu"])
    let deeper = try make(ResidualConfiguration(depth: 14, preActivation: true))
    #expect(deeper.nodes.first { $0.name == "layer1.1.add" }?.inputs == ["layer1.1.conv2", "layer1.0.add"])
    #expect(deeper.nodes.first { $0.name == "layer2.1.add" }?.inputs == ["layer2.1.conv2", "layer2.0.add"])
  }

  @Test("a network of one stage keeps its size: 2n + 2 layers, n blocks, no projections", arguments: [1, 2])
  func stages(stages: Int) throws {
    let depth = 2 * stages * 5 + 2
    let network = try make(ResidualConfiguration(depth: depth, width: 0.25, preActivation: true, stages: stages))
    let weights = network.parameters.entries.filter { $0.role.isWeight && !$0.name.contains("downsample") }
    #expect(weights.count == depth && network.nodes.count { $0.layer is Add } == 5 * stages)
    #expect(network.nodes.count { $0.name.contains("downsample") } == stages - 1)
  }

  @Test("a configuration from before there were other stages is written as it was, and read as it was meant")
  func coding() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let usual = ResidualConfiguration(depth: 20, width: 0.25, branchScale: 0.5)
    let text = #"{"branchScale":0.5,"depth":20,"preActivation":false,"shortcuts":true,"width":0.25}"#
    #expect(String(decoding: try encoder.encode(usual), as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(ResidualConfiguration.self, from: Data(text.utf8)) == usual)
    let other = ResidualConfiguration(depth: 130, preActivation: true, stages: 1)
    #expect(try JSONDecoder().decode(ResidualConfiguration.self, from: try encoder.encode(other)) == other)
  }

  @Test("normalization behind ReLUs changes places with them where each has its own, and is refused where one has none")
  func place() throws {
    let (settings, input) = (NormalizationSettings(place: .after), Shape(channels: 1, height: 8, width: 8))
    func network(_ preActivation: Bool) throws -> Network {
      try Model.resnet(configuration: ResidualConfiguration(depth: 8, width: 0.125, preActivation: preActivation)).network(
        input: input, outputs: 10, variant: .batch, settings: settings)
    }
    let after = try network(true)
    func inputs(_ name: String) throws -> [String] { try #require(after.nodes.first { $0.name == name }).inputs }
    #expect(try inputs("layer1.0.relu1") == ["conv1"] && inputs("layer1.0.bn1") == ["layer1.0.relu1"])
    #expect(try inputs("layer1.0.conv1") == ["layer1.0.bn1"] && inputs("layer1.0.add") == ["layer1.0.conv2", "layer1.0.bn1"])
    #expect(try inputs("layer2.0.downsample.0") == ["layer2.0.bn1"] && inputs("layer2.0.conv2") == ["layer2.0.bn2"])
    #expect(try inputs("relu") == ["layer3.0.add"] && inputs("bn1") == ["relu"] && inputs("avgpool") == ["bn1"])
    // A mean taken off behind a ReLU is not that of the convolution, whose bias counts.
    #expect(after.parameters.entries.count { $0.name.hasSuffix("conv1.bias") || $0.name.hasSuffix("conv2.bias") } == 7)
    let error = #expect(throws: NetworkError.self) { try network(false) }
    #expect(
      error?.description
        == "normalization place: found after, in a residual network without pre-activation, where a block's second normalization has no ReLU "
        + "of its own, expected before")
  }

  @Test("every normalization stands in its place, and convolutions have biases only where none does", arguments: Variant.allCases)
  func variants(variant: Variant) throws {
    for preActivation in [false, true] {
      for shortcuts in [false, true] {
        let configuration = ResidualConfiguration(depth: 8, width: 0.125, shortcuts: shortcuts, preActivation: preActivation)
        let network = try make(configuration, variant, input: Shape(channels: 1, height: 8, width: 8))
        let places = preActivation ? 7 : shortcuts ? 9 : 7
        let names = network.nodes.map(\.name)
        let normalizing = names.filter { $0.contains("bn") || $0.contains("downsample.1") }
        #expect(normalizing.count == places * variant.layers().count)
        let biases = network.parameters.entries.filter { $0.name.hasSuffix("conv1.bias") || $0.name.hasSuffix("conv2.bias") }
        // What reparametrizes weights takes off no mean.
        #expect(biases.count == (variant.layers().allSatisfy { $0 is ActivationNoise } ? 7 : 0))
      }
    }
  }

  @Test("a factor of 0 on every branch (SkipInit) leaves short-cuts alone: of the branches, only factors learn at first")
  func skipInit() throws {
    let input = Shape(channels: 2, height: 8, width: 8)
    let network = try make(ResidualConfiguration(depth: 8, width: 0.25, branchScale: 0), .none, input: input)
    let objective = Problem(network: network, loss: .crossEntropy).objective(as: Double.self).0
    let parameters: [Double] = Initializer.heNormal.parameters(of: network, seed: 5)
    var gradient = parameters
    _ = objective.valueAndGradient(at: parameters, gradient: &gradient)
    for entry in network.parameters.entries {
      let largest = gradient[entry.range].map(abs).max() ?? 0
      if entry.name.hasSuffix("scale.weight") {
        #expect(entry.dimensions.isEmpty && entry.role == .scale(start: 0) && parameters[entry.range.lowerBound] == 0 && largest > 0)
      } else if entry.name.hasPrefix("layer"), !entry.name.contains("downsample") {
        #expect(largest == 0, "\(entry.name)")
      }
    }
  }

  @Test("sizes that no such network has are refused")
  func refusals() {
    for (configuration, input) in [
      (ResidualConfiguration(depth: 18), Self.colour), (ResidualConfiguration(depth: 2), Self.colour),
      (ResidualConfiguration(depth: 20, width: 0), Self.colour), (ResidualConfiguration(depth: 20, width: .nan), Self.colour),
      (ResidualConfiguration(depth: 20, shortcuts: false, branchScale: 0), Self.colour),
      (ResidualConfiguration(depth: 20, branchScale: .infinity), Self.colour),
      (ResidualConfiguration(depth: 20), Shape(channels: 9)),
      (ResidualConfiguration(depth: 20, stages: 0), Self.colour), (ResidualConfiguration(depth: 20, stages: 4), Self.colour),
      (ResidualConfiguration(depth: 9, stages: 1), Self.colour), (ResidualConfiguration(depth: 20, stages: 2), Self.colour),
    ] {
      #expect(throws: NetworkError.self, "\(configuration)") { try make(configuration, input: input) }
    }
  }
}
