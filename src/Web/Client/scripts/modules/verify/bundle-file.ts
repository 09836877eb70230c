import { hash, number, utf8, type Bytes } from "./bytes";
import { hashLeaf } from "./merkle";
import { Refusal } from "./refusal";
import { readReport, type Report } from "./report";

/** One line of the ledger in a bundle. */
export interface Entry {
  readonly index: number;
  readonly leaf: Bytes;
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly source: string;
  readonly subject: string | undefined;
  readonly corrects: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A report with its proof, taken apart (the class ProofBundle of the program says how it is written). */
export interface Bundle {
  readonly report: Report;
  readonly reportText: string;
  readonly entries: readonly Entry[];
  readonly inclusion: readonly Bytes[];
  readonly consistency: readonly Bytes[];
  readonly checkpoint: string;
}

const header = "lunxun.proof-bundle@v1";
const gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

export const isBundle = (file: Bytes): boolean => file[0] === gzip[0] && file[1] === gzip[1];

/** Unpacks and reads piece by piece, so that the page stays alive while a large file is read. */
export async function readBundle(file: Bytes): Promise<Bundle> {
  if (gzip.some((byte, i) => file[i] !== byte)) {
    throw new Refusal("Verify.UnknownFile");
  }

  const reader = new BundleReader();
  const pieces = new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (;;) {
    const piece = await pieces.read().catch(torn);
    const text = decode(() => (piece.done ? decoder.decode() : decoder.decode(piece.value as Uint8Array, { stream: true })));
    reader.take(text);
    if (piece.done) {
      return reader.finish();
    }
  }
}

function torn(): never {
  throw new Refusal("Verify.Bundle.Torn");
}

function decode(read: () => string): string {
  try {
    return read();
  } catch {
    return torn();
  }
}

type Section = (line: string) => void;

/** Reads line by line: header, report, entries, two proofs; the rest is the checkpoint. */
class BundleReader {
  private rest = "";
  private line = 0;
  private report: Report | undefined;
  private reportText = "";
  private readonly entries: Entry[] = [];
  private readonly inclusion: Bytes[] = [];
  private readonly consistency: Bytes[] = [];
  private outOfOrder: number | undefined;
  private readonly sections: Section[] = [
    (line) => this.takeEntry(line),
    (line) => void this.inclusion.push(hash(line) ?? this.damaged()),
    (line) => void this.consistency.push(hash(line) ?? this.damaged()),
  ];

  take(text: string): void {
    this.rest += text;
    let start = 0;
    while (this.sections.length > 0) {
      const end = this.rest.indexOf("\n", start);
      if (end < 0) {
        break;
      }

      this.takeLine(this.rest.slice(start, end));
      start = end + 1;
    }

    this.rest = this.rest.slice(start);
  }

  finish(): Bundle {
    if (!this.report || this.sections.length > 0) {
      this.line++;
      throw this.line === 1 ? new Refusal("Verify.UnknownFile") : this.line === 2 ? new Refusal("Verify.BadReport") : this.damaged();
    }

    if (this.outOfOrder !== undefined) {
      throw new Refusal("Verify.Bundle.Order", { index: this.outOfOrder });
    }

    return { report: this.report, reportText: this.reportText, entries: this.entries, inclusion: this.inclusion, consistency: this.consistency, checkpoint: this.rest };
  }

  private takeLine(line: string): void {
    this.line++;
    if (this.line === 1 && line !== header) {
      throw new Refusal("Verify.UnknownFile");
    } else if (this.line === 2) {
      this.report = readReport(line);
      this.reportText = line;
    } else if (this.line > 2 && line === "") {
      this.sections.shift();
    } else if (this.line > 2) {
      this.sections[0]!(line);
    }
  }

  private takeEntry(line: string): void {
    const [written = "", check = ""] = line.split(" ", 2);
    const index = number(written);
    const text = line.slice(written.length + check.length + 2);
    if (index === null || line.length < written.length + check.length + 2) {
      this.damaged();
    }

    const leaf = hashLeaf(utf8(text));
    const entry = readEntry(index!, leaf, text);
    if (btoa(String.fromCharCode(...leaf.slice(0, 6))) !== check) {
      throw new Refusal("Verify.EntryChanged", { index: index!, id: entry?.id ?? "?", kind: entry?.kind ?? "?" });
    }

    const before = this.entries[this.entries.length - 1];
    if (before && before.index >= index!) {
      this.outOfOrder ??= index!;
    }

    this.entries.push(entry ?? this.damaged());
  }

  private damaged(): never {
    throw new Refusal("Verify.Bundle.Damaged", { line: this.line });
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;

function readEntry(index: number, leaf: Bytes, text: string): Entry | null {
  try {
    const entry = JSON.parse(text) as Record<string, unknown>;
    const { v, id, kind, at, source, subject, corrects, facts } = entry;
    const said = v === 1 && isText(id, uuid) && isText(kind) && isText(at, instant) && isText(source, uuid)
      && (subject === undefined || isText(subject)) && (corrects === undefined || isText(corrects, uuid)) && typeof facts === "object" && facts !== null;

    // Two members of one name could be read as either: such bytes say nothing.
    return said && JSON.stringify(entry) === text ? { index, leaf, id, kind, at, source, subject, corrects, facts: facts as Record<string, unknown> } : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown, shape = /^/): value is string => typeof value === "string" && shape.test(value);

