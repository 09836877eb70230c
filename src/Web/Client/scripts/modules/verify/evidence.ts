import type { Entry } from "./bundle-file";
import { Refusal } from "./refusal";
import { isRequired, type Member, type Report } from "./report";

const study = ["course.passed", "cohort.completed", "cohort.missed"];

/** Whether the entries a report names put a member into the box it says. The same rules as BundleEvidence of the program. */
export class EvidenceRules {
  private readonly rotating: boolean;
  private readonly judgedOn: string;

  constructor(private readonly report: Report, private readonly size: number) {
    this.rotating = report.of === "RotatingTraining";
    this.judgedOn = report.day < report.due ? report.day : report.due;
  }

  check(member: Member, evidence: readonly Entry[]): void {
    for (const entry of evidence) {
      if (entry.subject !== member.subject || entry.at > this.report.known || entry.index >= this.size || !this.supports(member, entry)) {
        throw new Refusal("Verify.Bundle.NotEvidence", { index: entry.index, id: entry.id, kind: entry.kind, subject: member.subject });
      }
    }

    if (!this.isOneBox(member) || !hasWhatItNeeds(member, evidence.map((entry) => entry.kind))) {
      throw new Refusal("Verify.Bundle.NoEvidence", { subject: member.subject });
    }
  }

  private isOneBox(m: Member): boolean {
    return this.boxOf(m) === m.box
      && m.overdue === (["InProgress", "NotStarted"].includes(m.box) && this.report.day > this.report.due)
      && isRequired(m.box) === (m.exemption === "")
      && (this.rotating ? m.quarters === -1 && m.owed === -1 : m.quarters >= 0 && m.owed >= 0);
  }

  private boxOf(m: Member): string | undefined {
    const of = (condition: boolean, box: string) => (condition ? box : undefined);
    switch (m.reason) {
      case "ClassCompleted":
        return of(this.rotating, "Completed");
      case "HoursReached":
        return of(!this.rotating && m.quarters >= m.owed, "Completed");
      case "AttendedClass":
      case "PlacedInClass":
      case "ClassNotCompleted":
        return of(this.rotating, "InProgress");
      case "HoursBegun":
        return of(!this.rotating && m.quarters > 0 && m.quarters < m.owed, "InProgress");
      case "ClassMissed":
        return of(this.rotating, "NotStarted");
      case "NothingYet":
        return of(this.rotating || (m.quarters === 0 && m.owed > 0), "NotStarted");
      case "ExemptionNotInRules":
        return "NotStarted";
      case "Exempt":
        return of(["ExemptVisited", "ExemptNotVisited"].includes(m.box), m.box);
      case "Deferred":
      case "OutOfContact":
        return m.reason;
      default:
        return undefined;
    }
  }

  private supports(m: Member, { kind, facts }: Entry): boolean {
    const isExemption = (which: string) => kind === "exemption.recorded" && facts.exemption === which && holdsOn(facts, this.judgedOn);
    switch (m.reason) {
      case "ClassCompleted":
        return kind === "cohort.completed" && this.isInPeriod(facts);
      case "AttendedClass":
        return kind === "attendance.recorded";
      case "PlacedInClass":
        return kind === "cohort.placed";
      case "ClassNotCompleted":
        return kind === "cohort.missed" && typeof facts.attended === "number" && facts.attended > 0 && this.isInPeriod(facts);
      case "ClassMissed":
        return kind === "cohort.missed" && this.isInPeriod(facts);
      case "HoursReached":
      case "HoursBegun":
        return (study.includes(kind) && this.isInPeriod(facts)) || this.isPost(kind, facts);
      case "NothingYet":
        return this.isPost(kind, facts);
      case "ExemptionNotInRules":
        return kind === "exemption.recorded" && holdsOn(facts, this.judgedOn);
      case "Exempt":
        return isExemption("Exempt") || (kind === "home-visit.recorded" && this.isInPeriod(facts));
      case "Deferred":
      case "OutOfContact":
        return isExemption(m.reason);
      default:
        return false;
    }
  }

  private isPost(kind: string, facts: Entry["facts"]): boolean {
    return !this.rotating && kind === "post.recorded" && holdsOn(facts, this.judgedOn);
  }

  private isInPeriod({ on }: Entry["facts"]): boolean {
    return isDay(on) && on >= this.report.from && on <= this.judgedOn;
  }
}

function hasWhatItNeeds(m: Member, kinds: readonly string[]): boolean {
  switch (m.reason) {
    case "NothingYet":
      return true;
    case "HoursReached":
      return m.quarters === 0 || kinds.some((kind) => study.includes(kind));
    case "HoursBegun":
      return kinds.some((kind) => study.includes(kind));
    case "Exempt":
      return kinds.includes("exemption.recorded") && kinds.includes("home-visit.recorded") === (m.box === "ExemptVisited");
    default:
      return kinds.length > 0;
  }
}

export const isDay = (value: unknown): value is string => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Days are compared as they are written: year first. */
export const holdsOn = ({ from, to }: Entry["facts"], day: string): boolean => isDay(from) && from <= day && (to === undefined || (isDay(to) && to >= day));
