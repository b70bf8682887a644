import Foundation
import Records
import TestSupport
import Testing

/// What studies survive. Every one must end with the bytes of a study to which nothing happened.
@Suite("faults")
struct FaultTests {
  static let options = "--model dln --scale quick --variants none,batch,linf --seeds 2 --steps 100 --quiet --checkpoint-every 0.02"

  /// The study to which nothing happened, and the seconds that it took here.
  static let (whole, seconds): (String, Double) = {
    let started = ContinuousClock.now
    guard let folder = try? TemporaryFolder.make(), (try? Command.run("landscape", "\(options) --output whole", in: folder))?.status == 0
    else {
      preconditionFailure("a quick study can be done")
    }
    return ("\(folder)/whole", (ContinuousClock.now - started) / .seconds(1))
  }()

  private func start(_ folder: String, _ more: String = "") throws -> (Process, errors: Pipe) {
    let (process, _, errors) = try Command.start(
      "landscape", "\(Self.options) \(more) --output \(folder)".split(separator: " ").map(String.init), in: "/")
    return (process, errors)
  }

  private func run(_ folder: String, _ more: String = "") throws -> (status: Int32, output: String, errors: String) {
    try Command.run("landscape", "\(Self.options) \(more) --output \(folder)", in: "/")
  }

  /// Worker processes of a study.
  private func workers(of process: Process) -> [Int32] {
    let id = process.processIdentifier
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")) ?? []
    return tasks.flatMap { task in
      let text = (try? String(contentsOfFile: "/proc/\(id)/task/\(task)/children", encoding: .utf8)) ?? ""
      return text.split(separator: " ").compactMap { Int32($0) }
    }
  }

  @Test("killed at fifty random moments")
  func kills() throws {
    var generator = SystemRandomNumberGenerator()
    var (kills, killsOfThisLife, lives, folder) = (0, 0, 0, "")
    while kills < 50 {
      if folder.isEmpty { folder = try TemporaryFolder.make() }
      let (process, errors) = try start(folder)
      // Every life takes several kills, and they come anywhere in it: among the first runs, the last, and while the report is written. On a machine that
      // has become slower they wait longer, or there would be one life only.
      let longest = Self.seconds * (0.35 + 0.05 * Double(killsOfThisLife))
      Thread.sleep(forTimeInterval: Double.random(in: 0...longest, using: &generator))
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        (kills, killsOfThisLife) = (kills + 1, killsOfThisLife + 1)
      }
      process.waitUntilExit()
      if process.terminationReason == .exit {
        #expect(process.terminationStatus == 0, "\(String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))")
        try ResultFiles.expectEqual(folder, Self.whole, "life \(lives)")
        (lives, killsOfThisLife, folder) = (lives + 1, 0, "")
      }
    }
    if !folder.isEmpty {
      #expect(try run(folder).status == 0)
      try ResultFiles.expectEqual(folder, Self.whole, "the last life")
      lives += 1
    }
    #expect(lives > 1)
    print("faults: \(kills) kills over \(lives) lives of a study of 6 runs, every life's files equal to the byte")
  }

  @Test("files cut short, emptied, with one bit turned, and one too many")
  func damage() throws {
    let folder = try TemporaryFolder.make() + "/study"
    try FileManager.default.copyItem(atPath: Self.whole, toPath: folder)
    let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs").filter { $0.hasPrefix("dln") }.sorted()
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs/\(runs[0])").sorted()
    let all = names.flatMap { name in ["cut", "emptied", "bit"].map { (name, $0) } }
    // One file of every run at a time.
    for start in stride(from: 0, to: all.count, by: runs.count) {
      var damaged = [String]()
      for ((name, kind), run) in zip(all[start...], runs) {
        let path = "\(folder)/runs/\(run)/\(name)"
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        switch kind {
        case "cut": data.removeLast(data.count / 3)
        case "emptied": data = Data()
        // A third of the way in, a manifest has its configuration; further on may come its environment, which its checksum leaves out.
        default: data[data.count / 3] ^= 4
        }
        try data.write(to: URL(fileURLWithPath: path))
        damaged.append("\(run)/\(name): found")
      }
      let result = try run(folder)
      #expect(result.status == 0 && damaged.allSatisfy(result.errors.contains), "\(damaged): \(result.errors)")
      try ResultFiles.expectEqual(folder, Self.whole, "\(damaged)")
    }
    try Data([1]).write(to: URL(fileURLWithPath: "\(folder)/runs/\(runs[0])/stranger.csv"))
    #expect(try run(folder).errors.contains("stranger.csv: found 1 bytes of checksum"))
    try ResultFiles.expectEqual(folder, Self.whole, "a stranger")
    print("faults: \(all.count + 1) damaged files named and their runs done again, to the byte")
  }

  @Test("a damaged checkpoint is named and not used")
  func damagedCheckpoints() throws {
    var count = 0
    for file in ["trainer.safetensors", "contents.json", "training.csv"] {
      let folder = try TemporaryFolder.make()
      var damaged = false
      while !damaged {
        let (process, errors) = try start(folder)
        Thread.sleep(forTimeInterval: 0.4)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        // A worker lives a moment longer, under a sanitizer a second, and would write the next checkpoint over the damaged one; the pipe ends with it.
        _ = errors.fileHandleForReading.readDataToEndOfFile()
        for case let path as String in try #require(FileManager.default.enumerator(atPath: folder))
        where path.contains("/.unfinished") && path.contains("checkpoint-") && path.hasSuffix(file) {
          var data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))
          data[data.count / 2] ^= 1
          try data.write(to: URL(fileURLWithPath: "\(folder)/\(path)"))
          damaged = true
        }
        if process.terminationReason == .exit { break }
      }
      let result = try run(folder)
      #expect(!damaged || result.errors.contains("the checkpoint is not used"), "\(file): \(result)")
      try ResultFiles.expectEqual(folder, Self.whole, "a damaged \(file)")
      count += damaged ? 1 : 0
    }
    print("faults: \(count) damaged checkpoints named and not used")
    #expect(count > 0)
  }

  @Test("two studies at once on one folder")
  func twoAtOnce() throws {
    for _ in 0..<2 {
      let folder = try TemporaryFolder.make()
      let both = [try start(folder), try start(folder)]
      for (process, errors) in both {
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && text.isEmpty, "\(text)")
      }
      try ResultFiles.expectEqual(folder, Self.whole, "two at once")
    }
    print("faults: 2 folders with two studies at once, to the byte")
  }

  @Test("a full disk ends with one line, and the study goes on when there is room", .enabled(if: geteuid() == 0, "mounting takes root"))
  func fullDisk() throws {
    let folder = try TemporaryFolder.make()
    func mount(_ options: String) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/mount")
      process.arguments = ["-t", "tmpfs", "-o", options, "tmpfs", folder]
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    guard try mount("size=600k") == 0 else { return print("faults: no tmpfs can be mounted here, a full disk is not tried") }
    defer {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/umount")
      process.arguments = ["-l", folder]
      try? process.run()
      process.waitUntilExit()
    }
    let full = try run("\(folder)/study")
    #expect(full.status == 1 && full.errors.contains("No space left on device"), "\(full)")
    #expect(full.errors.split(separator: "\n").count == 1, "\(full.errors)")
    #expect(try mount("remount,size=64m") == 0)
    #expect(try run("\(folder)/study").status == 0)
    try ResultFiles.expectEqual("\(folder)/study", Self.whole, "a disk that was full")
    print("faults: 1 full disk, one line, and the study went on")
  }

  @Test("a run that crashes is named, the others are done, and it is tried again")
  func crash() throws {
    let folder = try TemporaryFolder.make()
    let (process, errors) = try start(folder, "--workers 1")
    var killed = false
    while process.isRunning, !killed {
      Thread.sleep(forTimeInterval: 0.3)
      if let worker = workers(of: process).first { killed = kill(worker, SIGSEGV) == 0 }
    }
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(killed && process.terminationStatus == 1 && text.contains("1 of the runs crashed: dln-"), "\(text)")
    #expect(text.contains("(signal 11); the others are done") && text.split(separator: "\n").count == 1, "\(text)")
    let done = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs").filter { $0.hasPrefix("dln") }
    #expect(done.count == 5)
    #expect(try run(folder).status == 0)
    try ResultFiles.expectEqual(folder, Self.whole, "a crash")
  }

  @Test("Ctrl-C ends a study within two seconds with a line that says how to go on", arguments: [SIGINT, SIGTERM])
  func interrupt(signal: Int32) throws {
    let folder = try TemporaryFolder.make()
    let (process, errors) = try start(folder)
    // Before its first run it may not hear signals yet, on a machine that is busy.
    func hasBegun() -> Bool {
      FileManager.default.enumerator(atPath: folder)?.contains { "\($0)".hasPrefix("runs/.unfinished-") } ?? false
    }
    while process.isRunning, !hasBegun() { Thread.sleep(forTimeInterval: 0.01) }
    let clock = ContinuousClock()
    let took = clock.measure {
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
    }
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 130 && text.contains("of 6 runs are done; the same command goes on from there"), "\(text)")
    #expect(took < .seconds(2), "\(took)")
    #expect(workers(of: process).isEmpty)
    #expect(try run(folder).status == 0)
    try ResultFiles.expectEqual(folder, Self.whole, "an interrupt")
  }

  @Test("shares of a plan, collected, are the study; what is missing is listed")
  func shards() throws {
    let folder = try TemporaryFolder.make()
    let plan = try run(folder, "--plan")
    let rows = plan.output.split(separator: "\n")
    #expect(plan.status == 0 && rows.count == 7 && rows[1].hasPrefix("0,dln-none-lr1e-06-seed0-") && rows[1].hasSuffix(",no"), "\(plan)")
    #expect(try run(folder, "--shard 1/2").status == 0)
    let missing = try run(folder, "--collect")
    #expect(missing.status == 1 && missing.errors.contains("found 3 of 6 runs, missing are: dln-none-lr1e-06-seed0-"), "\(missing)")
    #expect(try run(folder, "--shard 0/2").status == 0)
    #expect(try run(folder, "--collect").status == 0)
    #expect(try run(folder, "--plan").output.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",yes") })
    try ResultFiles.expectEqual(folder, Self.whole, "shares")
    let wrong = try run(folder, "--shard 2/2")
    #expect(wrong.status == 64 && wrong.errors.contains("found 2/2, expected a share such as 0/4"), "\(wrong)")
    #expect(try run(folder, "--plan --collect").status == 64)
  }

  @Test("a damaged run is left out by --collect, which says so and what does it again")
  func damagedAndCollected() throws {
    let folder = try TemporaryFolder.make() + "/study"
    try FileManager.default.copyItem(atPath: Self.whole, toPath: folder)
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/runs").filter { $0.hasPrefix("dln") }.min())
    try Data().write(to: URL(fileURLWithPath: "\(folder)/runs/\(name)/training.csv"))
    let collected = try run(folder, "--collect")
    #expect(collected.status == 1 && !collected.errors.contains("the run is done again"), "\(collected)")
    #expect(collected.errors.contains("training.csv: found 0 bytes"), "\(collected)")
    #expect(collected.errors.contains("; the run is left out; the same command without --collect does it again\n"), "\(collected)")
    #expect(collected.errors.contains("Error: found 5 of 6 runs, missing are: \(name)\n"), "\(collected)")
    let again = try run(folder)
    #expect(again.status == 0 && again.errors.contains("; the run is done again\n"), "\(again)")
    #expect(again.errors.split(separator: "\n").count == 1, "\(again)")
    try ResultFiles.expectEqual(folder, Self.whole, "a damaged run, collected")
  }

  @Test("an age between checkpoints is as good as none")
  func rareCheckpoints() throws {
    let folder = try TemporaryFolder.make()
    let result = try run(folder, "--checkpoint-every 1e30")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    try ResultFiles.expectEqual(folder, Self.whole, "no checkpoint")
  }

  @Test("a damaged store.json, which holds nothing but the version, is written again", arguments: ["", "{", "{\"version\": 0}", "[1]"])
  func damagedVersion(text: String) throws {
    let folder = try TemporaryFolder.make() + "/study"
    try FileManager.default.copyItem(atPath: Self.whole, toPath: folder)
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/runs/store.json"))
    let result = try run(folder)
    #expect(
      result.status == 0 && result.errors.hasSuffix("store.json: found no version of a store, expected one; it is written again\n"),
      "\(result)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result)")
    try ResultFiles.expectEqual(folder, Self.whole, "a damaged store.json")
  }

  @Test("a store of a later version is refused")
  func version() throws {
    let folder = try TemporaryFolder.make()
    try FileManager.default.createDirectory(atPath: "\(folder)/runs", withIntermediateDirectories: true)
    try Data(#"{"version": 99, "more": true}"#.utf8).write(to: URL(fileURLWithPath: "\(folder)/runs/store.json"))
    let result = try run(folder)
    #expect(result.status == 1 && result.errors.contains("runs/store.json: found a store of version 99, expected at most 1"), "\(result)")
  }
}
