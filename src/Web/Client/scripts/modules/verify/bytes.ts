import { sha256 as hashOf } from "@noble/hashes/sha2.js";

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** In the page and not by the browser's own: a report has a million hashes, and waiting for each takes longer than computing it. */
export const sha256 = (data: Bytes): Bytes => hashOf(data) as Bytes;

export const equal = (a: Bytes, b: Bytes): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

export function concat(...parts: Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }

  return all;
}

/** Standard base64 in its one spelling; null for anything else, so that two different files are never the same proof. */
export function base64(text: string): Bytes | null {
  try {
    const raw = atob(text);
    return btoa(raw) === text ? Uint8Array.from(raw, (c) => c.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

/** A decimal number without sign or leading zeros, as far as a script can count exactly. */
export function number(text: string): number | null {
  const value = Number(text);
  return /^(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(value) ? value : null;
}

export function hash(text: string): Bytes | null {
  const bytes = base64(text);
  return bytes?.length === 32 ? bytes : null;
}
