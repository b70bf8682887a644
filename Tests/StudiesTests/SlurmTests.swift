import Foundation
import TestSupport
import Testing

/// A study as a job array on a Slurm of one node, which the test starts on loopback.
@Suite(
  "Slurm", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/slurmctld") && geteuid() == 0, "no Slurm, or not root"))
struct SlurmTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private func shell(_ command: String, in folder: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SLURM_CONF": "\(folder)/slurm/slurm.conf", "THEODOLITE_PROGRAMS": programs]
    ) { $1 }
    // To a file: the daemons keep a pipe open.
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
    let path = "\(folder)/said"
    process.arguments = ["-c", "exec >\(path) 2>&1; \(command)"]
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, (try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
  }

  @Test("an array of three tasks, one of them requeued in the middle of its run, and the collecting job: the bytes of one machine")
  func array() throws {
    let folder = try TemporaryFolder.make()
    let options = "--model dln --scale quick --variants none,batch,linf --seeds 2 --steps 300 --quiet"
    #expect(try Command.run("landscape", "\(options) --output alone", in: folder).status == 0)
    let started = try shell("\(Self.root)/.ci/slurm start \(folder)/slurm", in: folder)
    defer { _ = try? shell("\(Self.root)/.ci/slurm stop \(folder)/slurm", in: folder) }
    try #require(started.status == 0, "\(started.output)")

    let submitted = try shell("\(Self.root)/studies/slurm landscape 3 \(options) --checkpoint-every 0.1 --output array", in: folder)
    #expect(submitted.status == 0 && submitted.output.hasPrefix("array 1, collect 2"), "\(submitted)")
    // A task whose run has written a checkpoint is taken back; Slurm holds it for two minutes unless told otherwise.
    var requeued = ""
    for _ in 0..<100 where requeued.isEmpty {
      Thread.sleep(forTimeInterval: 0.2)
      let hasCheckpoint = try shell("ls -d array/runs/.unfinished-*/checkpoint-* >/dev/null", in: folder).status == 0
      let running = try shell("squeue --noheader --states=RUNNING --format=%A", in: folder).output.split(separator: "\n").first
      if hasCheckpoint, let running, try shell("scontrol requeue \(running)", in: folder).status == 0 { requeued = String(running) }
    }
    #expect(!requeued.isEmpty)
    Thread.sleep(forTimeInterval: 3)
    _ = try shell("scontrol update jobid=\(requeued) starttime=now", in: folder)
    for _ in 0..<200 {
      Thread.sleep(forTimeInterval: 0.5)
      if try shell("squeue --noheader", in: folder).output.isEmpty { break }
    }
    let jobs = try shell(
      "scontrol --oneliner show job | grep -oE '(JobId|ArrayTaskId|JobName|JobState|Restarts|ExitCode)=[^ ]+' | paste -sd ' '", in: folder)
    let accounting = jobs.output.replacing("JobId=", with: "\n  JobId=")
    print("Slurm's account of the array:\(accounting)")
    #expect(
      jobs.output.components(separatedBy: "JobState=COMPLETED").count - 1 == 4 && jobs.output.contains("Restarts=1"), "\(jobs.output)")
    try ResultFiles.expectEqual("\(folder)/array", "\(folder)/alone", "an array")
  }
}
