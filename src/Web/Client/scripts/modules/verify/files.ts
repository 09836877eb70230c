import { checkBundle } from "./bundle";
import { isBundle } from "./bundle-file";
import { base64, equal, hash, number, type Bytes } from "./bytes";
import { hashLeaf, isIncluded, RootBuilder } from "./merkle";
import { openCosigned, readCheckpoint, type Agreement, type Trust } from "./note";
import { checkRecord, recordHeader } from "./record";
import { Refusal } from "./refusal";

export interface Finding {
  /** The sentence for a file of its kind that holds. */
  readonly shows: string;
  readonly refusal?: Refusal;
  /** What the entry says, or, of a bad one, what it claims. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** Who else has signed the checkpoint. */
  readonly witnessed?: Agreement;
}

const proofHeader = "c2sp.org/tlog-proof@v1\n";
const archiveHeader = "lunxun.ledger-archive@v1\n";

/** Checks a file as the verb `verify` does: one or more proofs, a checkpoint, an archive of the whole log, or a report with its proof. */
export async function checkFile(file: Bytes, trusted: Trust): Promise<Finding[]> {
  if (isBundle(file)) {
    return [await finding("Verify.Is.Bundle", (facts) => checkBundle(file, trusted, facts))];
  }

  const text = textOf(file);
  return text === null ? [{ shows: "Verify.UnknownFile", refusal: new Refusal("Verify.UnknownFile"), facts: {} }] : checkText(text, trusted);
}

function textOf(file: Bytes): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file);
  } catch {
    return null;
  }
}

async function checkText(text: string, trusted: Trust): Promise<Finding[]> {
  if (text.startsWith(proofHeader)) {
    const parts = text.slice(proofHeader.length).split(`\n\n${proofHeader}`);
    return Promise.all(parts.map((part, i) => finding("Verify.Is.Proof", (facts) => checkProof(i < parts.length - 1 ? `${part}\n` : part, trusted, facts))));
  }

  if (text.startsWith(recordHeader)) {
    return [await finding("Verify.Is.Record", (facts) => checkRecord(text, trusted, facts))];
  }

  return text.startsWith(archiveHeader)
    ? [await finding("Verify.Is.Archive", (facts) => checkArchive(text.slice(archiveHeader.length), trusted, facts))]
    : [await finding("Verify.Is.Checkpoint", (facts) => checkCheckpoint(text, trusted, facts))];
}

export type Facts = Record<string, string | number>;

async function finding(shows: string, check: (facts: Facts) => Promise<Agreement>): Promise<Finding> {
  const facts: Facts = {};
  try {
    const witnessed = await check(facts);
    return { shows, facts, witnessed };
  } catch (refusal) {
    if (refusal instanceof Refusal) {
      return { shows, refusal, facts: { ...facts, ...refusal.facts } };
    }

    throw refusal;
  }
}

async function checkCheckpoint(text: string, trusted: Trust, facts: Facts): Promise<Agreement> {
  try {
    readCheckpoint(text.slice(0, text.lastIndexOf("\n\n") + 1));
    const { checkpoint, agreement } = await openCosigned(text, trusted);
    Object.assign(facts, describe(checkpoint));
    return agreement;
  } catch (error) {
    const shapeless = error instanceof Refusal && ["Verify.BadNote", "Verify.BadCheckpoint"].includes(error.code);
    throw shapeless ? new Refusal("Verify.UnknownFile") : error;
  }
}

const describe = (checkpoint: { origin: string; size: number }) => ({ origin: checkpoint.origin, size: checkpoint.size });

async function checkProof(text: string, trusted: Trust, facts: Facts): Promise<Agreement> {
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(end, 0)).split("\n");
  const extra = lines[0]?.startsWith("extra ") ? base64(lines.shift()!.slice(6)) : undefined;
  const index = number(/^index (.*)$/.exec(lines[0] ?? "")?.[1] ?? "");
  const path = lines.slice(1).map(hash);
  if (end < 0 || extra === null || index === null || path.length > 63 || path.includes(null)) {
    throw new Refusal("Verify.BadProof");
  }

  facts.index = index;
  Object.assign(facts, extra ? readEntry(extra) : {});
  const { checkpoint, agreement } = await openCosigned(text.slice(end + 2), trusted);
  Object.assign(facts, describe(checkpoint));
  if (!extra) {
    throw new Refusal("Verify.NoEntry");
  }

  if (!isIncluded(hashLeaf(extra), index, checkpoint.size, path as Bytes[], checkpoint.root)) {
    throw new Refusal("Verify.NotInLog");
  }

  if (facts.kind === undefined) {
    throw new Refusal("Verify.NotAnEntry");
  }

  return agreement;
}

async function checkArchive(text: string, trusted: Trust, facts: Facts): Promise<Agreement> {
  const end = text.startsWith("\n") ? -1 : text.indexOf("\n\n");
  const tree = new RootBuilder();
  for (const line of end < 0 ? [] : text.slice(0, end).split("\n")) {
    appendLine(line, tree, facts);
  }

  const { checkpoint, agreement } = await openCosigned(text.slice(end + 2), trusted);
  Object.assign(facts, describe(checkpoint), { index: Math.min(tree.size, checkpoint.size) });
  if (tree.size !== checkpoint.size) {
    throw new Refusal("Verify.TailCut", { found: tree.size });
  }

  if (!equal(tree.root(), checkpoint.root)) {
    throw new Refusal("Verify.RootDiffers");
  }

  return agreement;
}

function appendLine(line: string, tree: RootBuilder, facts: Facts): void {
  const [written = "", leafText = "", entryText = "", ...rest] = line.split(" ");
  const [index, leaf, entry] = [number(written), hash(leafText), base64(entryText)];
  facts.index = tree.size;
  if (index === null || leaf === null || entry === null || rest.length > 0) {
    throw new Refusal("Verify.BadArchive");
  }

  if (index !== tree.size) {
    throw new Refusal("Verify.EntryMissing", { found: index });
  }

  if (!equal(hashLeaf(entry), leaf)) {
    throw new Refusal("Verify.EntryChanged", readEntry(entry));
  }

  tree.append(leaf);
}

/** What an entry says, to name it by. */
function readEntry(bytes: Bytes): Facts {
  try {
    const entry = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Record<string, unknown>;
    const { id, kind, at } = entry;
    return entry.v === 1 && typeof id === "string" && typeof kind === "string" && typeof at === "string"
      ? { id, kind, at, facts: JSON.stringify(entry.facts) }
      : {};
  } catch {
    return {};
  }
}
