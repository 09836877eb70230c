/**
 * Keeps what the server has not confirmed yet in the browser's own database, so that a closed page or an empty battery does not
 * take it along. Each row has a key for ever, so it may be sent any number of times. A browser that forbids it (private windows)
 * costs this net only: the rows are still in memory.
 */
export class Outbox<T extends object> {
  private constructor(private readonly database: IDBDatabase | null, private readonly store: string, private readonly key: (keyof T & string)[]) {}

  /** @param key What names a row; the first part says where it belongs. */
  static open<T extends object>(name: string, store: string, key: (keyof T & string)[]): Promise<Outbox<T>> {
    const of = (database: IDBDatabase | null) => new Outbox<T>(database, store, key);
    return new Promise((resolve) => {
      try {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: key });
        request.onsuccess = () => resolve(of(request.result));
        request.onerror = () => resolve(of(null));
      } catch {
        resolve(of(null));
      }
    });
  }

  /** What earlier pages left behind at this place, in the order of the key. */
  read(place: string): Promise<T[]> {
    return new Promise((resolve) => {
      const request = this.database?.transaction(this.store).objectStore(this.store).getAll(IDBKeyRange.bound([place], [place, []]));
      if (request) {
        request.onsuccess = () => resolve(request.result as T[]);
        request.onerror = () => resolve([]);
      } else {
        resolve([]);
      }
    });
  }

  put(row: T): void {
    this.database?.transaction(this.store, "readwrite").objectStore(this.store).put(row);
  }

  remove(row: T): void {
    this.database?.transaction(this.store, "readwrite").objectStore(this.store).delete(this.key.map((part) => row[part] as IDBValidKey));
  }
}
