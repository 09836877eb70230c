import { number } from "./bytes";
import { Refusal } from "./refusal";

export interface Member {
  readonly subject: string;
  readonly branch: string;
  readonly box: string;
  readonly overdue: boolean;
  readonly reason: string;
  readonly exemption: string;
  readonly quarters: number;
  readonly owed: number;
  readonly roster: number;
  readonly evidence: readonly number[];
}

export interface UnitFigures {
  readonly path: string;
  /** How many are in each box, and how many are overdue. */
  readonly counts: readonly number[];
}

export interface Report {
  readonly requirement: string;
  readonly of: string;
  readonly from: string;
  readonly due: string;
  readonly unit: string;
  readonly day: string;
  readonly known: string;
  readonly rules: readonly string[];
  readonly checkpoint: string;
  readonly units: readonly UnitFigures[];
  readonly members: readonly Member[];
}

export const boxes = ["Completed", "InProgress", "NotStarted", "ExemptVisited", "ExemptNotVisited", "Deferred", "OutOfContact"];
const required = 3;
const names = "checkpoint,day,due,editions,from,known,members,of,requirement,rules,unit,units,v";
const texts = ["checkpoint", "day", "due", "from", "known", "of", "requirement", "unit"];

/** Reads a frozen report in the one spelling it has. */
export function readReport(text: string): Report {
  try {
    const json = JSON.parse(text) as Record<string, unknown>;
    const shaped = Object.keys(json).join() === names && JSON.stringify(json) === text && json.v === 1
      && texts.every((name) => typeof json[name] === "string") && isRow(json.rules, 2) && (json.editions as unknown[]).every((row) => isRow(row, 2));
    if (shaped) {
      return { ...(json as unknown as Report), units: (json.units as unknown[]).map(readUnit), members: (json.members as unknown[]).map(readMember) };
    }
  } catch {
    // Falls through: whatever it is, it is no report.
  }

  throw new Refusal("Verify.BadReport");
}

export const completed = (unit: UnitFigures | undefined): number => unit?.counts[0] ?? 0;
export const requiredOf = (unit: UnitFigures | undefined): number => sum(unit?.counts.slice(0, required));
export const total = (unit: UnitFigures | undefined): number => sum(unit?.counts.slice(0, boxes.length));
export const isRequired = (box: string): boolean => boxes.indexOf(box) < required;

const sum = (counts: readonly number[] = []): number => counts.reduce((all, count) => all + count, 0);
const isRow = (row: unknown, length: number): boolean => Array.isArray(row) && row.length === length && row.every((part) => typeof part === "string");
const isCount = (value: unknown): value is number => typeof value === "number" && number(String(value)) === value;

function readUnit(row: unknown): UnitFigures {
  const [path, ...counts] = row as unknown[];
  if (typeof path !== "string" || counts.length !== boxes.length + 1 || !counts.every(isCount)) {
    throw new Refusal("Verify.BadReport");
  }

  return { path, counts: counts as number[] };
}

function readMember(row: unknown): Member {
  const [subject, branch, box, overdue, reason, exemption, quarters, owed, roster, evidence, ...more] = row as never[];
  const shaped = [subject, branch, box, reason, exemption].every((part) => typeof part === "string") && typeof overdue === "boolean"
    && boxes.includes(box!) && [quarters, owed].every((n) => n === -1 || isCount(n)) && isCount(roster)
    && Array.isArray(evidence) && (evidence as unknown[]).every(isCount) && more.length === 0;
  if (!shaped) {
    throw new Refusal("Verify.BadReport");
  }

  return { subject, branch, box, overdue, reason, exemption, quarters, owed, roster, evidence } as unknown as Member;
}

/** The unit itself and everything below it. */
export const isWithin = (path: string, unit: string): boolean => path === unit || path.startsWith(`${unit}/`);
