import { base64, concat, hash, number, sha256, utf8, type Bytes } from "./bytes";
import { Refusal } from "./refusal";

export interface VerifierKey {
  readonly name: string;
  readonly id: string;
  readonly verifies: Verify;
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

/** A C2SP vkey, "name+hash+key". */
export async function readKey(text: string, importKey: ImportKey = ofTheBrowser): Promise<VerifierKey> {
  const [name = "", id = "", ...rest] = text.split("+");
  const material = base64(rest.join("+"));
  if (!isKeyName(name) || material?.length !== 33 || material[0] !== 1 || id !== hex(sha256(concat(utf8(`${name}\n`), material)).slice(0, 4))) {
    throw new Refusal("Verify.BadKey");
  }

  return { name, id, verifies: await importKey(material.slice(1)) };
}

/** A signed checkpoint (C2SP tlog-checkpoint) that a trusted key has signed under its own name. */
export async function openCheckpoint(note: string, trusted: readonly VerifierKey[]): Promise<Checkpoint> {
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

  const signer = await signedBy(text, signatures, trusted);
  const checkpoint = readCheckpoint(text);
  if (checkpoint.origin !== signer.name) {
    throw new Refusal("Verify.WrongOrigin", { origin: checkpoint.origin, name: signer.name });
  }

  return checkpoint;
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
