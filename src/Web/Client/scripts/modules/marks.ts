import { name } from "./names";
import { Outbox } from "./outbox";

/** One tick on a list of names. The id names it for ever, so a tick that arrives twice counts once. */
interface Mark {
  place: string;
  id: string;
  member: string;
  at: string;
}

interface Reply {
  /** Ids the server is done with: recorded, recorded before, or refused for good. */
  done: string[];
  /** Why nothing more is taken, as a sentence. */
  refused: string | null;
}

/**
 * Whoever takes attendance ticks names also where there is no network. What is ticked is kept on the device and sent until the
 * server has it; the page says plainly how many are not sent. Nothing is counted before the server has said so.
 */
export async function watchMarks(): Promise<void> {
  const panel = document.querySelector<HTMLElement>("[data-marks]");
  if (panel) {
    await new Marks(panel).begin();
  }
}

class Marks {
  private readonly place: string;
  private readonly form: HTMLFormElement;
  private outbox!: Outbox<Mark>;
  private queue: Mark[] = [];
  private sending: Promise<void> | null = null;
  private wait = 0;
  private timer = 0;

  constructor(private readonly panel: HTMLElement) {
    this.place = panel.dataset.marks!;
    this.form = panel.querySelector("form")!;
  }

  async begin(): Promise<void> {
    this.outbox = await Outbox.open<Mark>("lunxun-marks", "marks", ["place", "id"]);
    this.queue = await this.outbox.read(this.place);
    document.querySelector("[data-marks-hint]")?.removeAttribute("hidden");
    document.querySelector<HTMLFormElement>("form[data-ticks]")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take(event.target as HTMLFormElement);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.drop(this.queue);
    });
    globalThis.addEventListener("online", () => {
      this.wait = 0;
      void this.flush();
    });
    globalThis.addEventListener("beforeunload", (event) => {
      if (this.queue.length > 0) {
        event.preventDefault();
      }
    });
    if (this.queue.length > 0) {
      this.show();
      await this.flush();
    }
  }

  private take(list: HTMLFormElement): void {
    const at = new Date().toISOString();
    for (const box of list.querySelectorAll<HTMLInputElement>("input[name=members]:checked:not(:disabled)")) {
      const mark = { place: this.place, id: name(), member: box.value, at };
      this.queue.push(mark);
      this.outbox.put(mark);
    }

    this.show();
    void this.flush();
  }

  /** Sends what there is; a second call waits for the first. */
  private flush(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.send().finally(() => (this.sending = null));
    return this.sending;
  }

  private async send(): Promise<void> {
    if (this.queue.length === 0) {
      return;
    }

    const batch = this.queue.slice(0, 500);
    const reply = await this.post(batch);
    if (!reply) {
      this.wait = Math.min(15_000, Math.max(1_000, this.wait * 2));
      this.timer = window.setTimeout(() => void this.flush(), this.wait);
      return;
    }

    const done = new Set(reply.done);
    this.drop(batch.filter((mark) => done.has(mark.id)));
    if (reply.refused) {
      this.say(reply.refused);
    } else if (this.queue.length === 0) {
      location.reload(); // The page says what the server has recorded.
    } else {
      await this.send();
    }
  }

  private async post(batch: Mark[]): Promise<Reply | null> {
    const abort = new AbortController();
    const late = setTimeout(() => abort.abort(), 20_000);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        redirect: "manual",
        signal: abort.signal,
        headers: {
          "Content-Type": "application/json",
          RequestVerificationToken: this.form.querySelector<HTMLInputElement>("[name=__RequestVerificationToken]")!.value,
        },
        body: JSON.stringify({ marks: batch.map(({ id, member }) => ({ id, member })) }),
      });
      if (answer.ok) {
        return (await answer.json()) as Reply;
      }

      const signedOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 400;
      this.say(signedOut ? this.panel.dataset.signedOut : this.panel.dataset.busy);
    } catch {
      this.say(this.panel.dataset.offline);
    } finally {
      clearTimeout(late);
    }

    return null;
  }

  private drop(marks: Mark[]): void {
    for (const mark of marks) {
      this.outbox.remove(mark);
    }

    this.queue = this.queue.filter((mark) => !marks.includes(mark));
    this.show();
  }

  /** Names whose tick is not sent leave the list above and stand here. */
  private show(): void {
    this.panel.hidden = this.queue.length === 0;
    this.panel.querySelector("[data-count]")!.textContent = (this.panel.dataset.unsent ?? "").replace("{0}", String(new Set(this.queue.map((m) => m.member)).size));
    const waiting = new Map(this.queue.map((mark) => [mark.member, mark]));
    this.panel.querySelector("ul")!.replaceChildren(...[...waiting.values()].map((mark) => this.line(mark)));
    for (const box of document.querySelectorAll<HTMLInputElement>("form[data-ticks] input[name=members]")) {
      const sent = waiting.has(box.value);
      box.checked = sent || (box.checked && !box.disabled);
      box.disabled = sent;
    }
  }

  private line(mark: Mark): HTMLElement {
    const line = document.createElement("li");
    const label = document.querySelector(`label[for="m-${mark.member}"]`);
    const time = new Date(mark.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    line.textContent = `${label?.firstChild?.textContent?.trim() ?? "…"} · ${time}`;
    return line;
  }

  private say(sentence: string | undefined): void {
    this.panel.querySelector("[data-why]")!.textContent = sentence ?? "";
  }
}
