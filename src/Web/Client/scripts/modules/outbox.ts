/** An answer that the server has not confirmed yet. Page and number together name it for ever, so it may be sent any number of times. */
export interface Unsent {
  attempt: string;
  page: string;
  number: number;
  slot: number;
  seen: number;
  values: string[];
}

const store = "answers";

/**
 * Keeps unsent answers in the browser's own database, so that a closed page or an empty battery does not take them along. A
 * browser that forbids it (private windows) costs this net only: the answers are still in memory.
 */
export class Outbox {
  private constructor(private readonly database: IDBDatabase | null) {}

  static open(): Promise<Outbox> {
    return new Promise((resolve) => {
      try {
        const request = indexedDB.open("lunxun-sittings", 1);
        request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: ["attempt", "page", "number"] });
        request.onsuccess = () => resolve(new Outbox(request.result));
        request.onerror = () => resolve(new Outbox(null));
      } catch {
        resolve(new Outbox(null));
      }
    });
  }

  /** What pages of this paper left behind, oldest first within each page. */
  read(attempt: string): Promise<Unsent[]> {
    return new Promise((resolve) => {
      const request = this.database?.transaction(store).objectStore(store).getAll(IDBKeyRange.bound([attempt], [attempt, []]));
      if (request) {
        request.onsuccess = () => resolve(request.result as Unsent[]);
        request.onerror = () => resolve([]);
      } else {
        resolve([]);
      }
    });
  }

  put(answer: Unsent): void {
    this.database?.transaction(store, "readwrite").objectStore(store).put(answer);
  }

  remove(answer: Unsent): void {
    this.database?.transaction(store, "readwrite").objectStore(store).delete([answer.attempt, answer.page, answer.number]);
  }
}
