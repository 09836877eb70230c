import { concat, equal, sha256, type Bytes } from "./bytes";

// RFC 6962: leaves and inner nodes are hashed with different first bytes, so that one cannot pass for the other.
export const hashLeaf = (entry: Bytes): Bytes => sha256(concat(Uint8Array.of(0), entry));
const hashChildren = (left: Bytes, right: Bytes): Bytes => sha256(concat(Uint8Array.of(1), left, right));

/** RFC 9162, section 2.1.3.2. Halving by arithmetic and not by shifts, which would cut numbers to 32 bits. */
export function isIncluded(leaf: Bytes, index: number, size: number, path: readonly Bytes[], root: Bytes): boolean {
  if (index >= size) {
    return false;
  }

  let node = index;
  let last = size - 1;
  let result = leaf;
  for (const sibling of path) {
    if (last === 0) {
      return false;
    }

    if (node % 2 === 1 || node === last) {
      result = hashChildren(sibling, result);
      while (node % 2 === 0 && node !== 0) {
        node = node / 2;
        last = Math.floor(last / 2);
      }
    } else {
      result = hashChildren(result, sibling);
    }

    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }

  return last === 0 && equal(result, root);
}

/** The root over leaves given one after the other; keeps only the roots of complete subtrees, largest first. */
export class RootBuilder {
  size = 0;
  private readonly edge: Bytes[] = [];

  append(leaf: Bytes): void {
    let node = leaf;
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = hashChildren(this.edge.pop()!, node);
    }

    this.edge.push(node);
    this.size++;
  }

  root(): Bytes {
    let result: Bytes | undefined;
    for (const node of [...this.edge].reverse()) {
      result = result ? hashChildren(node, result) : node;
    }

    return result ?? sha256(new Uint8Array());
  }
}

/** RFC 9162, section 2.1.4.2: the smaller tree is the beginning of the larger. */
export function isConsistent(oldSize: number, oldRoot: Bytes, newSize: number, newRoot: Bytes, path: readonly Bytes[]): boolean {
  if (oldSize > newSize) {
    return false;
  }

  if (oldSize === 0 || oldSize === newSize) {
    return path.length === 0 && equal(oldRoot, oldSize === 0 ? sha256(new Uint8Array()) : newRoot);
  }

  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }

  // A complete old tree is itself a node of the new one, and is left out of the proof.
  const hashes = node === 0 ? [oldRoot, ...path] : path;
  let [oldHash, newHash] = [hashes[0], hashes[0]];
  if (!oldHash || !newHash) {
    return false;
  }

  for (const sibling of hashes.slice(1)) {
    if (last === 0) {
      return false;
    }

    if (node % 2 === 1 || node === last) {
      oldHash = hashChildren(sibling, oldHash);
      newHash = hashChildren(sibling, newHash);
      while (node % 2 === 0 && node !== 0) {
        node = node / 2;
        last = Math.floor(last / 2);
      }
    } else {
      newHash = hashChildren(newHash, sibling);
    }

    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }

  return last === 0 && equal(oldHash, oldRoot) && equal(newHash, newRoot);
}

/** The root that many leaves and one proof for all give (the class MultiProof of the program); null when it has not exactly the hashes it needs. */
export function rootOfMany(indices: readonly number[], leaves: readonly Bytes[], size: number, proof: readonly Bytes[]): Bytes | null {
  if (size <= 0 || indices.some((index) => index >= size)) {
    return null;
  }

  let used = 0;
  const root = hashRange(0, size, 0, indices.length);
  return used === proof.length ? root : null;

  function hashRange(start: number, end: number, first: number, after: number): Bytes | null {
    if (first === after) {
      return proof[used++] ?? null;
    }

    if (end - start === 1) {
      return leaves[first] ?? null;
    }

    const middle = start + split(end - start);
    const between = firstFrom(indices, middle, first, after);
    const left = hashRange(start, middle, first, between);
    const right = left && hashRange(middle, end, between, after);
    return right && hashChildren(left, right);
  }
}

/** The largest power of two smaller than the count. */
function split(count: number): number {
  let power = 1;
  while (power * 2 < count) {
    power *= 2;
  }

  return power;
}

function firstFrom(indices: readonly number[], place: number, first: number, end: number): number {
  while (first < end) {
    const middle = (first + end) >> 1;
    if (indices[middle]! < place) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }

  return first;
}
