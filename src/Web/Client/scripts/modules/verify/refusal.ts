/** Why a file does not hold. The code is the name of the sentence the page brings along; the facts fill its places. */
export class Refusal extends Error {
  constructor(readonly code: string, readonly facts: Readonly<Record<string, string | number>> = {}) {
    super(code);
  }
}
