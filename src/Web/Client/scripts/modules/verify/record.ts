import { equal, hash, sha256, utf8, type Bytes } from "./bytes";
import type { Facts } from "./files";
import { hashLeaf, rootOfMany } from "./merkle";
import { openCosigned, openNote, type Agreement, type Checkpoint, type Trust } from "./note";
import { Refusal } from "./refusal";

const kind = "lunxun.member-record@v1";
export const recordHeader = `<!DOCTYPE html><!-- ${kind} -->\n`;
const sealStart = "<!-- lunxun-seal\n";
const sealEnd = "-->\n";

interface Data {
  readonly subject: string;
  readonly checkpoint: string;
  readonly entries: readonly { readonly index: number; readonly entry: string }[];
  readonly inclusion: readonly Bytes[];
  readonly rows: readonly { readonly index?: number; readonly source?: string }[];
}

/** Checks a member's own record, step by step as SubjectFile of the program does. */
export async function checkRecord(text: string, trusted: Trust, facts: Facts): Promise<Agreement> {
  const end = text.lastIndexOf(sealStart);
  if (end < 0 || !text.endsWith(sealEnd)) {
    throw new Refusal("Verify.Record.Torn");
  }

  const content = text.slice(0, end);
  const signed = await openNote(text.slice(end + sealStart.length, -sealEnd.length), trusted.logs);
  const hex = [...sha256(utf8(content))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (signed.text !== `${kind}\n${signed.name}\nsha256:${hex}\n`) {
    throw new Refusal("Verify.Record.Changed");
  }

  const data = read(content);
  const { checkpoint, agreement } = await openCosigned(data.checkpoint, trusted);
  checkEntries(data, checkpoint);
  Object.assign(facts, {
    origin: checkpoint.origin, size: checkpoint.size, entries: data.entries.length, subject: data.subject, unsealed: data.rows.filter((row) => row.index === undefined).length,
  });
  return agreement;
}

function checkEntries({ entries, inclusion, subject, rows }: Data, checkpoint: Checkpoint): void {
  const unordered = entries.find((entry, i) => i > 0 && entry.index <= entries[i - 1]!.index);
  if (unordered) {
    throw new Refusal("Verify.Bundle.Order", { index: unordered.index });
  }

  const root = rootOfMany(entries.map((e) => e.index), entries.map((e) => hashLeaf(utf8(e.entry))), checkpoint.size, inclusion);
  if (!root || !equal(root, checkpoint.root)) {
    throw new Refusal("Verify.Bundle.RootDiffers", { entries: entries.length, size: checkpoint.size });
  }

  const unclaimed = new Map<number, string>();
  for (const { index, entry } of entries) {
    const says = statement(entry);
    if (says.subject !== subject) {
      throw new Refusal("Verify.Record.OtherSubject", { index });
    }

    unclaimed.set(index, says.source);
  }

  for (const { index, source } of rows) {
    if (index !== undefined && (unclaimed.get(index) !== source || !unclaimed.delete(index))) {
      throw new Refusal("Verify.Record.NotItsEntry", { index });
    }
  }

  if (unclaimed.size > 0) {
    throw new Refusal("Verify.Bundle.Stray", { index: Math.min(...unclaimed.keys()) });
  }
}

function statement(entry: string): { source: string; subject: string | undefined } {
  try {
    const { v, source, subject } = JSON.parse(entry) as Record<string, unknown>;
    if (v === 1 && typeof source === "string") {
      return { source, subject: typeof subject === "string" ? subject : undefined };
    }
  } catch {
    // Said below.
  }

  throw new Refusal("Verify.NotAnEntry");
}

/** The data as the browser reads them from the page: what is in it is shown nowhere and runs nothing. */
function read(content: string): Data {
  try {
    const text = new DOMParser().parseFromString(content, "text/html").querySelector("#lunxun-data")?.textContent ?? "";
    const json = JSON.parse(text) as Record<string, unknown>;
    const inclusion = (json.inclusion as string[]).map((line) => hash(line));
    const entries = json.entries as Data["entries"];
    const rows = json.rows as Data["rows"];
    const whole = json.v === 1 && json.kind === kind && typeof json.subject === "string" && typeof json.checkpoint === "string"
      && !inclusion.includes(null) && entries.every((e) => Number.isSafeInteger(e.index) && typeof e.entry === "string") && Array.isArray(rows);
    if (whole) {
      return { subject: json.subject as string, checkpoint: json.checkpoint as string, entries, inclusion: inclusion as Bytes[], rows };
    }
  } catch {
    // Said below.
  }

  throw new Refusal("Verify.Record.BadData");
}
