import { readBundle, type Bundle, type Entry } from "./bundle-file";
import { equal, sha256, utf8, type Bytes } from "./bytes";
import { EvidenceRules, holdsOn, isDay } from "./evidence";
import type { Facts } from "./files";
import { isConsistent, rootOfMany } from "./merkle";
import { openCheckpoint, openCosigned, type Agreement, type Checkpoint, type Trust } from "./note";
import { Refusal } from "./refusal";
import { boxes, completed, isWithin, requiredOf, total, type Report } from "./report";

/** Counts a report again from the entries of the log, step by step as VerifyBundle of the program does. */
export async function checkBundle(file: Bytes, trusted: Trust, facts: Facts): Promise<Agreement> {
  const bundle = await readBundle(file);
  const { report } = bundle;
  const { checkpoint, agreement } = await openCosigned(bundle.checkpoint, trusted);
  inLog(bundle, checkpoint);
  const known = await openCheckpoint(report.checkpoint, trusted.logs);
  if (!isConsistent(known.size, known.root, checkpoint.size, checkpoint.root, bundle.consistency)) {
    throw new Refusal("Verify.Bundle.NotTheBeginning", { known: known.size, size: checkpoint.size });
  }

  const count = new Count(bundle, report, known.size);
  const index = count.onRecord();
  count.requirement();
  count.once();
  count.roster();
  count.withdrawals();
  count.boxes();
  count.figures();
  count.nothingElse();
  const all = report.units.find((unit) => unit.path === report.unit);
  Object.assign(facts, {
    index, origin: checkpoint.origin, size: checkpoint.size, known: known.size, entries: bundle.entries.length, units: report.units.length,
    members: report.members.length, completed: completed(all), required: requiredOf(all), unit: report.unit, requirement: report.requirement, day: report.day,
  });
  return agreement;
}

function inLog({ entries, inclusion }: Bundle, checkpoint: Checkpoint): void {
  const root = rootOfMany(entries.map((e) => e.index), entries.map((e) => e.leaf), checkpoint.size, inclusion);
  if (!root || !equal(root, checkpoint.root)) {
    throw new Refusal("Verify.Bundle.RootDiffers", { entries: entries.length, size: checkpoint.size });
  }
}

class Count {
  private readonly entries: ReadonlyMap<number, Entry>;

  /** Entries nothing has asked for yet. */
  private readonly unclaimed: Set<number>;

  constructor(private readonly bundle: Bundle, private readonly report: Report, private readonly size: number) {
    this.entries = new Map(bundle.entries.map((entry) => [entry.index, entry]));
    this.unclaimed = new Set(this.entries.keys());
  }

  onRecord(): number {
    const { report } = this;
    const all = report.units.find((unit) => unit.path === report.unit);
    const says = this.first("report.submitted");
    if (!says) {
      throw new Refusal("Verify.Bundle.NotOnRecord");
    }

    const hash = [...sha256(utf8(this.bundle.reportText))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const expected = {
      completed: completed(all), day: report.day, hash, known: report.known, members: total(all), required: requiredOf(all),
      requirement: report.requirement, size: this.size, unit: report.unit,
    };
    if (JSON.stringify(says.facts) !== JSON.stringify(expected)) {
      throw new Refusal("Verify.Bundle.RecordDiffers", { index: says.index });
    }

    return says.index;
  }

  requirement(): void {
    const set = this.first("requirement.set");
    if (!set || set.index >= this.size) {
      throw new Refusal("Verify.Bundle.NoRequirement");
    }

    const { report, facts } = { report: this.report, facts: set.facts };
    const same = facts.key === report.requirement && facts.of === report.of && facts.from === report.from && facts.due === report.due
      && typeof facts.unit === "string" && isWithin(report.unit, facts.unit) && facts.rules === report.rules[0];
    if (!same) {
      throw new Refusal("Verify.Bundle.RequirementDiffers", { index: set.index });
    }
  }

  once(): void {
    const seen = new Set<string>();
    for (const { subject } of this.report.members) {
      if (seen.has(subject)) {
        throw new Refusal("Verify.Bundle.Twice", { subject });
      }

      seen.add(subject);
    }
  }

  /** From the entries of the roster follows who was answered for, and by which branch: the denominator. */
  roster(): void {
    const events = this.bundle.entries.filter((entry) => entry.kind === "membership.recorded");
    for (const entry of events) {
      this.unclaimed.delete(entry.index);
      const { unit, from, to } = entry.facts;
      if (entry.index >= this.size || entry.subject === undefined || entry.at > this.report.known || typeof unit !== "string" || !isDay(from) || (to !== undefined && !isDay(to))) {
        throw new Refusal("Verify.Bundle.NotTheRoster", naming(entry));
      }
    }

    const answered = this.answered(events);
    for (const member of this.report.members) {
      const entry = answered.get(member.subject);
      answered.delete(member.subject);
      if (entry?.index !== member.roster || entry.facts.unit !== member.branch) {
        throw new Refusal("Verify.Bundle.RosterDiffers", { index: member.roster, subject: member.subject });
      }
    }

    const [left] = [...answered.values()].sort((a, b) => a.index - b.index);
    if (left) {
      throw new Refusal("Verify.Bundle.LeftOut", naming(left));
    }

    const ours = new Set(events.filter((entry) => isWithin(String(entry.facts.unit), this.report.unit)).map((entry) => entry.subject));
    const stray = events.find((entry) => !ours.has(entry.subject));
    if (stray) {
      throw new Refusal("Verify.Bundle.Stray", { index: stray.index });
    }
  }

  /** No box rests on a pass that had been withdrawn. The same rules as BundleWithdrawals of the program. */
  withdrawals(): void {
    const { report, bundle } = this;
    const withdrawals = bundle.entries.filter((entry) => entry.kind === "course.withdrawn");
    if (withdrawals.length === 0 || report.of !== "RegularEducation") {
      return;
    }

    const people = new Set(bundle.entries.filter((entry) => entry.kind === "membership.recorded").map((entry) => entry.subject));
    for (const entry of withdrawals) {
      if (entry.index < this.size && entry.at <= report.known && people.has(entry.subject)) {
        this.unclaimed.delete(entry.index);
      }
    }

    const withdrawn = new Set(withdrawals.map((entry) => `${entry.corrects} ${entry.subject}`));
    for (const { subject, evidence } of report.members) {
      const index = evidence.find((i) => {
        const entry = this.entries.get(i);
        return entry !== undefined && withdrawn.has(`${entry.source} ${entry.subject}`);
      });
      if (index !== undefined) {
        throw new Refusal("Verify.Bundle.Withdrawn", { index, subject });
      }
    }
  }

  boxes(): void {
    const rules = new EvidenceRules(this.report, this.size);
    for (const member of this.report.members) {
      const evidence = member.evidence.map((index) => {
        const entry = this.claim(index);
        if (!entry) {
          throw new Refusal("Verify.Bundle.EntryMissing", { index, subject: member.subject });
        }

        return entry;
      });
      rules.check(member, evidence);
    }
  }

  figures(): void {
    const { report } = this;
    const counted = new Map(report.units.map((unit) => [unit.path, new Array<number>(boxes.length + 1).fill(0)]));
    if (counted.size !== report.units.length || !counted.has(report.unit) || report.members.some((member) => !counted.has(member.branch))) {
      throw new Refusal("Verify.Bundle.Figures", { unit: report.unit });
    }

    for (const member of report.members) {
      for (let path = member.branch; path !== ""; path = path.slice(0, Math.max(path.lastIndexOf("/"), 0))) {
        const counts = counted.get(path);
        if (counts) {
          counts[boxes.indexOf(member.box)]!++;
          counts[boxes.length]! += member.overdue ? 1 : 0;
        }
      }
    }

    const inOrder = [...counted.keys()].sort();
    const wrong = report.units.findIndex((unit, i) => unit.path !== inOrder[i] || unit.counts.join() !== counted.get(unit.path)!.join());
    if (wrong >= 0) {
      throw new Refusal("Verify.Bundle.Figures", { unit: report.units[wrong]!.path });
    }
  }

  nothingElse(): void {
    const stray = this.bundle.entries.find((entry) => this.unclaimed.has(entry.index));
    if (stray) {
      throw new Refusal("Verify.Bundle.Stray", { index: stray.index });
    }
  }

  private answered(events: readonly Entry[]): Map<string, Entry> {
    const subjects = new Map<string, Set<string | undefined>>();
    for (const { source, subject } of events) {
      subjects.set(source, (subjects.get(source) ?? new Set()).add(subject));
    }

    const replaced = new Set(events.filter((e) => e.corrects !== undefined && subjects.get(e.corrects)?.has(e.subject)).map((e) => e.corrects));
    const answered = new Map<string, Entry>();
    for (const entry of events.filter((e) => holdsOn(e.facts, this.report.day) && !replaced.has(e.source))) {
      const rival = answered.get(entry.subject!);
      if (!rival || rank(entry) > rank(rival)) {
        answered.set(entry.subject!, entry);
      }
    }

    return new Map([...answered].filter(([, entry]) => isWithin(String(entry.facts.unit), this.report.unit)));
  }

  private first(kind: string): Entry | undefined {
    const entry = this.bundle.entries.find((e) => e.kind === kind);
    return entry && this.claim(entry.index);
  }

  private claim(index: number): Entry | undefined {
    this.unclaimed.delete(index);
    return this.entries.get(index);
  }
}

/** Of two claims the later one holds: by its first day, then by when it was recorded. */
const rank = (entry: Entry): string => `${String(entry.facts.from)} ${entry.at} ${entry.source}`;

const naming = (entry: Entry) => ({ index: entry.index, id: entry.id, kind: entry.kind });
