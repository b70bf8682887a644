public import Records
internal import Runs

extension Ledger {
  /// `ledger.csv`: one row a claim.
  public var table: CSVTable {
    var table = CSVTable(columns: [
      "claim", "identifier", "source", "study", "effect", "measure", "kind", "hypothesis", "margin", "test", "published", "estimate",
      "lower",
      "upper", "median", "seeds", "share_in_region", "share_lower", "share_upper", "share_beyond_none", "detectable", "p_value",
      "adjusted_p_value",
      "headline_p_value", "control", "control_lower", "control_upper", "simulated_error", "verdict", "lock", "runs", "run_set", "command",
    ])
    for row in rows {
      let (claim, judgement) = (row.claim, row.judgement)
      let (interval, share, control) = (judgement?.interval, row.byUnit?.share, judgement?.control)
      let words: [any CSVField] = [
        claim.sentence, claim.identifier, claim.source, claim.study, claim.effect, claim.measure, row.evidence?.kind.rawValue ?? "",
        claim.hypothesis.description, claim.margin, claim.test.rawValue, claim.published ?? "",
      ]
      let numbers: [Double] = [
        interval?.estimate, interval?.lower, interval?.upper, row.byUnit?.median, judgement.map { Double($0.seeds) } ?? 0, share?.estimate,
        share?.lower, share?.upper, row.byUnit?.shareBeyondNone?.estimate, judgement?.detectable, judgement?.pValue,
        judgement?.adjustedPValue, row.headline?.adjustedPValue,
      ].map { $0 ?? .nan }
      let rest: [any CSVField] = [
        claim.control?.name ?? "", control?.lower ?? .nan, control?.upper ?? .nan, row.simulatedError, word(row),
        row.lock.rawValue, row.runs.count,
        Self.digest(row.runs), commands[claim.study] ?? "",
      ]
      table.append(words + numbers + rest)
    }
    return table
  }

  /// `ledger.json`: the same, with the values by seed and the hashes of all runs.
  public var json: JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    let rows = rows.map { row -> JSONValue in
      let (claim, judgement) = (row.claim, row.judgement)
      let seeds = row.evidence?.seeds ?? []
      let facts: [String: JSONValue] = [
        "claim": .string(claim.sentence), "alone": .string(claim.alone), "identifier": .string(claim.identifier),
        "source": .string(claim.source),
        "study": .string(claim.study), "effect": .string(claim.effect), "measure": .string(claim.measure),
        "kind": row.evidence.map { .string($0.kind.rawValue) } ?? .null, "hypothesis": .string(claim.hypothesis.description),
        "margin": .string(claim.margin), "test": .string(claim.test.rawValue), "is_headline": .bool(claim.isHeadline),
        "published": claim.published.map { .string($0) } ?? .null, "figure": .string("\(claim.study)/\(claim.figure).png"),
        "differences": .string(claim.differences), "command": .string(commands[claim.study] ?? ""), "lock": .string(row.lock.rawValue),
        "networks": .array((networks[claim.study] ?? []).map { .string($0) }),
        "runs": .array(row.runs.map { .string($0) }), "run_set": .string(Self.digest(row.runs)),
      ]
      let found: [String: JSONValue] = [
        "estimate": number(judgement?.interval.estimate), "lower": number(judgement?.interval.lower),
        "upper": number(judgement?.interval.upper), "median": number(row.byUnit?.median), "seeds": .integer(judgement?.seeds ?? 0),
        "p_value": number(judgement?.pValue), "adjusted_p_value": number(judgement?.adjustedPValue),
        "headline_p_value": number(row.headline?.adjustedPValue),
        "headline_verdict": row.headline.map { .string($0.verdict.rawValue) } ?? .null,
        "share_in_region": [number(row.byUnit?.share.estimate), number(row.byUnit?.share.lower), number(row.byUnit?.share.upper)],
        "share_beyond_none": row.byUnit?.shareBeyondNone.map { [.number($0.estimate), .number($0.lower), .number($0.upper)] } ?? .null,
        "detectable": number(judgement?.detectable), "simulated_error": row.simulatedError.isNaN ? .null : .number(row.simulatedError),
        "verdict": .string(word(row)), "reason": .string(reason(row)),
        "control": claim.control.map { control in
          [
            "effect": .string(control.effect), "name": .string(control.name), "estimate": number(judgement?.control?.estimate),
            "lower": number(judgement?.control?.lower), "upper": number(judgement?.control?.upper),
          ]
        } ?? .null,
        "premise": claim.premise.map {
          ["effect": .string($0.effect), "name": .string($0.name), "hypothesis": .string($0.hypothesis.description)]
        }
          ?? .null,
        "excluded_seeds": .integer(row.excluded),
        "other_measures": .array(
          row.others.map { other in
            [
              "effect": .string(other.measure.effect), "name": .string(other.measure.name),
              "hypothesis": .string(other.measure.hypothesis.description), "estimate": number(other.interval?.estimate),
              "lower": number(other.interval?.lower), "upper": number(other.interval?.upper),
              "place": other.place.map { .string($0.rawValue) } ?? .null,
            ]
          }),
        "values": .array(zip(seeds, row.evidence?.values ?? []).map { ["seed": .integer($0), "value": .number($1)] }),
      ]
      return .object(facts.merging(found) { first, _ in first })
    }
    return [
      "confidence": .number(1 - Judgement.level), "level": .number(Judgement.level), "claims": .array(rows),
      "simulation": [
        "rounds": .integer(simulation.rounds), "share_of_claims": .number(simulation.claims),
        "share_of_ledgers": .number(simulation.ledgers),
        "share_of_families": .object(simulation.families.mapValues { .number($0) }),
      ],
      "identities": .array(
        checks.map {
          [
            "identity": .string($0.identity.sentence), "source": .string($0.identity.source), "measure": .string($0.identity.measure),
            "largest": number($0.largest), "bound": .number($0.identity.bound), "is_met": .bool($0.isMet),
          ]
        }),
      "untested": .array(
        untested.map { ["claim": .string($0.sentence), "source": .string($0.source), "reason": .string($0.reason)] }),
    ]
  }
}
