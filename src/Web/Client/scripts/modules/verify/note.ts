import { base64, concat, hash, number, sha256, utf8, type Bytes } from "./bytes";
import { Refusal } from "./refusal";

export interface VerifierKey {
  readonly name: string;
  readonly id: string;
  readonly verifies: Verify;
}

export interface WitnessKey extends VerifierKey {
  /** The key without its name. */
  readonly raw: string;
}

/** Whom a reader believes; every key got from elsewhere than from the file. */
export interface Trust {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly WitnessKey[];
}

export interface Agreement {
  /** Names with the time they say. */
  readonly agreeing: readonly string[];
  readonly absent: readonly string[];

  /** Names that stand there and prove nothing. */
  readonly unknown: readonly string[];
}

export type Verify = (signature: Bytes, message: Bytes) => Promise<boolean>;

/** Ed25519, from wherever it comes. */
export type ImportKey = (raw: Bytes) => Promise<Verify>;

/** Fails with an error of the browser where that knows no Ed25519, or no cryptography at all because the page came without https. */
export const ofTheBrowser: ImportKey = async (raw) => {
  const key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  return (signature, message) => crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
};

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
}

const hex = (bytes: Bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const isKeyName = (name: string) => name !== "" && !/[\s+\p{Cc}]/u.test(name);

/** A C2SP vkey, "name+hash+key", of a log. */
export async function readKey(text: string, importKey: ImportKey = ofTheBrowser): Promise<VerifierKey> {
  const { name, id, raw } = readVkey(text, 1) ?? refuse("Verify.BadKey");
  return { name, id, verifies: await importKey(raw) };
}

/** The same of a witness; what it signs begins otherwise (C2SP tlog-cosignature), so neither passes for the other. */
export async function readWitnessKey(text: string, importKey: ImportKey = ofTheBrowser): Promise<WitnessKey> {
  const { name, id, raw } = readVkey(text, 4) ?? refuse("Verify.BadWitnessKey");
  return { name, id, raw: hex(raw), verifies: await importKey(raw) };
}

function readVkey(text: string, type: number): { name: string; id: string; raw: Bytes } | null {
  const [name = "", id = "", ...rest] = text.split("+");
  const material = base64(rest.join("+"));
  return isKeyName(name) && material?.length === 33 && material[0] === type && id === hex(sha256(concat(utf8(`${name}\n`), material)).slice(0, 4))
    ? { name, id, raw: material.slice(1) }
    : null;
}

function refuse(code: string): never {
  throw new Refusal(code);
}

/** A signed note, whatever it says, and the name of the trusted key that signed it. */
export async function openNote(note: string, trusted: readonly VerifierKey[]): Promise<{ text: string; name: string }> {
  const { text, signatures } = readNote(note);
  return { text, name: (await signedBy(text, signatures, trusted)).name };
}

/** A signed checkpoint (C2SP tlog-checkpoint) that a trusted key has signed under its own name. */
export async function openCheckpoint(note: string, trusted: readonly VerifierKey[]): Promise<Checkpoint> {
  const { text, signatures } = readNote(note);
  const signer = await signedBy(text, signatures, trusted);
  const checkpoint = readCheckpoint(text);
  if (checkpoint.origin !== signer.name) {
    throw new Refusal("Verify.WrongOrigin", { origin: checkpoint.origin, name: signer.name });
  }

  return checkpoint;
}

/** The same, and who else has signed it (the class WitnessAgreement of the program). */
export async function openCosigned(note: string, { logs, witnesses }: Trust): Promise<{ checkpoint: Checkpoint; agreement: Agreement }> {
  const checkpoint = await openCheckpoint(note, logs);
  const { text, signatures } = readNote(note);
  const agreeing: string[] = [];
  const absent: string[] = [];
  // One key under two names is one pair of eyes.
  for (const witness of witnesses.filter((w, i) => witnesses.findIndex((other) => other.raw === w.raw) === i)) {
    const own = signatures.filter((s) => isOf(witness, s));
    const times = await Promise.all(own.map((s) => cosignedAt(text, s.bytes, witness)));
    if (times.includes(null)) {
      throw new Refusal("Verify.BadSignature", { name: witness.name });
    }

    if (own.length === 0) {
      absent.push(witness.name);
    } else {
      agreeing.push(`${witness.name} (${new Date(Math.max(...(times as number[])) * 1000).toISOString().replace(".000Z", "Z")})`);
    }
  }

  // Another key of the log, from before or after a change, is no witness.
  const unknown = signatures.filter((s) => !witnesses.some((w) => isOf(w, s)) && !logs.some((l) => l.name === s.name)).map((s) => s.name);
  return { checkpoint, agreement: { agreeing, absent, unknown: [...new Set(unknown)] } };
}

const isOf = (key: { name: string; id: string }, signature: Signature) => signature.name === key.name && signature.id === key.id;

/** No clock of ours can show a later second. */
const lastSecond = 253_402_300_799;

/** When the witness says it cosigned, in seconds; null when it did not, whatever the signature claims. */
async function cosignedAt(text: string, bytes: Bytes, witness: WitnessKey): Promise<number | null> {
  if (bytes.length !== 72) {
    return null;
  }

  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const seconds = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  return seconds > 0 && seconds <= lastSecond && (await witness.verifies(bytes.slice(8), utf8(`cosignature/v1\ntime ${seconds}\n${text}`))) ? seconds : null;
}

function readNote(note: string): { text: string; signatures: readonly Signature[] } {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n") || /[\x00-\x09\x0b-\x1f]/.test(note)) {
    throw new Refusal("Verify.BadNote");
  }

  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split("\n");
  const signatures = lines.map(readSignature);
  if (new Set(lines).size < lines.length || lines.length > 100) {
    throw new Refusal("Verify.BadNote");
  }

  return { text, signatures };
}

export function readCheckpoint(text: string): Checkpoint {
  const lines = text.split("\n");
  const size = number(lines[1] ?? "");
  const root = hash(lines[2] ?? "");
  if (lines.length < 4 || lines.slice(0, -1).includes("") || size === null || root === null) {
    throw new Refusal("Verify.BadCheckpoint");
  }

  return { origin: lines[0]!, size, root };
}

interface Signature {
  readonly name: string;
  readonly id: string;
  readonly bytes: Bytes;
}

function readSignature(line: string): Signature {
  const [name = "", written = "", ...rest] = line.startsWith("— ") ? line.slice(2).split(" ") : [];
  const bytes = base64(written);
  if (!isKeyName(name) || rest.length > 0 || bytes === null || bytes.length <= 4) {
    throw new Refusal("Verify.BadNote");
  }

  return { name, id: hex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
}

/** Signatures of unknown keys are passed over, as the format demands; a false one of a known key condemns the note. */
async function signedBy(text: string, signatures: readonly Signature[], trusted: readonly VerifierKey[]): Promise<VerifierKey> {
  let signer: VerifierKey | undefined;
  for (const key of trusted) {
    for (const signature of signatures.filter((s) => s.name === key.name && s.id === key.id)) {
      if (!(await key.verifies(signature.bytes, utf8(text)))) {
        throw new Refusal("Verify.BadSignature", { name: key.name });
      }

      signer ??= key;
    }
  }

  if (!signer) {
    throw new Refusal("Verify.UnknownSigner", { name: signatures[0]?.name ?? "?" });
  }

  return signer;
}
