import { name } from "./names";
import { Outbox } from "./outbox";
import { word } from "./words";

/** An answer that the server has not confirmed yet. Page and number together name it for ever, so it may be sent any number of times. */
interface Unsent {
  attempt: string;
  page: string;
  number: number;
  slot: number;
  seen: number;
  values: string[];
}

interface Reply {
  answers: { number: number; slot: number; sequence: number; savedAt: string | null; isLate: boolean; refused: string | null }[];
  stepCount: number;
  secondsLeft: number;
  isOver: boolean;
}

/**
 * A paper that sends every answer by itself. What the server has not confirmed stays in a queue, in order, and is sent until
 * it is; "saved, at …" is said only with the time of the server's reply, which comes after the commit.
 */
export async function watchSitting(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("form[data-sitting]");
  if (form) {
    await new Sitting(form).begin();
  }
}

class Sitting {
  private readonly attempt: string;
  private readonly page = name();
  private readonly seen = new Map<number, number>();
  private readonly given = new Map<number, string>();
  private outbox!: Outbox<Unsent>;
  private queue: Unsent[] = [];
  private number = 0;
  private flagsChanged = false;
  private sending: Promise<void> | null = null;
  private wait = 0;
  private timer = 0;
  private leaving = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.attempt = form.dataset.sitting!;
  }

  async begin(): Promise<void> {
    for (const question of this.questions()) {
      this.seen.set(Number(question.dataset.slot), Number(question.dataset.seen));
    }

    this.listen();
    this.outbox = await Outbox.open<Unsent>("lunxun-sittings", "answers", ["attempt", "page", "number"]);
    const left = await this.outbox.read(this.attempt);
    left.forEach((answer) => this.show(answer));
    this.queue = [...left, ...this.queue];
    this.queue.forEach((answer) => this.outbox.put(answer));
    if (this.queue.length > 0) {
      await this.flush();
    }
  }

  private listen(): void {
    let typing = 0;
    this.form.addEventListener("input", (event) => {
      const field = event.target as HTMLInputElement;
      clearTimeout(typing);
      if (field.matches("[type=text],[type=number],textarea")) {
        typing = window.setTimeout(() => this.answered(field), 800);
      }
    });
    this.form.addEventListener("change", (event) => {
      clearTimeout(typing);
      this.answered(event.target as HTMLInputElement);
    });
    this.form.addEventListener("submit", (event) => {
      const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
      event.preventDefault();
      void this.leave(button?.value === "finish" ? () => location.assign(`${this.form.action}/finish`) : () => undefined);
    });

    const timeUp = document.getElementById("time-up");
    timeUp?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.form.querySelectorAll("fieldset").forEach((question) => (question.disabled = true));
      void this.leave(() => (timeUp as HTMLFormElement).submit());
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
  }

  private answered(field: HTMLInputElement | HTMLTextAreaElement): void {
    if (field.name === "flag" && field instanceof HTMLInputElement) {
      this.flagsChanged = true;
      document.querySelector(`#map a[href="#q${field.value}"]`)?.classList.toggle("is-flagged", field.checked);
      void this.flush();
      return;
    }

    const question = field.closest<HTMLElement>("[data-slot]");
    if (!question) {
      return;
    }

    const slot = Number(question.dataset.slot);
    const values = this.values(slot);
    if (this.given.get(slot) === values.join("\n")) {
      return; // "change" after "input" says the same again.
    }

    const answer = { attempt: this.attempt, page: this.page, number: ++this.number, slot, seen: this.seen.get(slot) ?? 0, values };
    this.given.set(slot, values.join("\n"));
    this.queue.push(answer);
    this.outbox?.put(answer);
    this.mark(slot, "", isAnswer(values));
    void this.flush();
  }

  /** What the fields of a question hold, as the server reads it: the part of a passage stands before its value. */
  private values(slot: number): string[] {
    const values: string[] = [];
    new FormData(this.form).forEach((value, name) => {
      const [question, part] = name.split("-");
      if (question === `a${slot}`) {
        values.push(part ? `${part}:${String(value)}` : String(value));
      }
    });
    return values;
  }

  /** Sends what there is; a second call waits for the first. */
  private flush(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.send().finally(() => (this.sending = null));
    return this.sending;
  }

  private async send(): Promise<void> {
    while (this.outbox && (this.queue.length > 0 || this.flagsChanged)) {
      const page = this.queue[0]?.page ?? this.page;
      const batch = this.queue.filter((a) => a.page === page).slice(0, 50);
      this.say("is-saving", fill(this.form.dataset.sending, this.unsent()));
      const reply = await this.post(page, batch);
      if (!reply) {
        this.wait = Math.min(15_000, Math.max(1_000, this.wait * 2));
        this.timer = window.setTimeout(() => void this.flush(), this.wait);
        return;
      }

      this.wait = 0;
      this.confirm(batch, reply);
      if (reply.isOver) {
        this.queue = [];
        location.assign(this.form.action);
        return;
      }
    }
  }

  private async post(page: string, batch: Unsent[]): Promise<Reply | null> {
    const flagged = this.flagsChanged ? [...this.form.querySelectorAll<HTMLInputElement>("input[name=flag]:checked")].map((f) => Number(f.value)) : null;
    const abort = new AbortController();
    const late = setTimeout(() => abort.abort(), 20_000);
    try {
      const answer = await fetch(`${this.form.action}/answers`, {
        method: "POST",
        redirect: "manual",
        signal: abort.signal,
        headers: {
          "Content-Type": "application/json",
          RequestVerificationToken: this.form.querySelector<HTMLInputElement>("[name=__RequestVerificationToken]")!.value,
        },
        body: JSON.stringify({ page, flagged, answers: batch.map(({ number, slot, seen, values }) => ({ number, slot, seen, values })) }),
      });
      if (answer.ok) {
        const reply = (await answer.json()) as Reply;
        this.flagsChanged = this.flagsChanged && flagged === null;
        return reply;
      }

      const signedOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 400;
      this.say("is-failed", fill(signedOut ? this.form.dataset.signedOut : this.form.dataset.busy, this.unsent()));
    } catch {
      this.say("is-failed", fill(this.form.dataset.offline, this.unsent()));
    } finally {
      clearTimeout(late);
    }

    return null;
  }

  private confirm(batch: Unsent[], reply: Reply): void {
    for (const { number, slot, sequence, savedAt, isLate, refused } of reply.answers) {
      const answer = batch.find((a) => a.number === number)!;
      this.queue = this.queue.filter((a) => a !== answer);
      this.outbox.remove(answer);
      if (savedAt) {
        this.seen.set(slot, Math.max(sequence, this.seen.get(slot) ?? 0));
        const sentence = `✓ ${(isLate ? this.form.dataset.late : this.form.dataset.saved) ?? ""} ${savedAt}`;
        this.mark(slot, this.queue.some((a) => a.slot === slot) ? "" : sentence, null);
        this.say("is-saved", sentence);
      } else {
        this.refuse(slot, refused ?? word("failed"));
      }
    }

    if (reply.answers.length === 0) {
      this.say("is-saved", "");
    }

    document.querySelector(".countdown")?.dispatchEvent(new CustomEvent("due", { detail: reply.secondsLeft }));
    const seen = document.getElementById("seen") as HTMLInputElement | null;
    if (seen) {
      seen.value = String(reply.stepCount);
    }
  }

  /** Goes on when everything is saved; with answers still unsent, the sentence about them stands where it stood. */
  private async leave(then: () => void): Promise<void> {
    const field = document.activeElement;
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.form === this.form && field.matches("[type=text],textarea")) {
      this.answered(field);
    }

    await this.flush();
    if (this.queue.length === 0) {
      then();
    } else {
      clearTimeout(this.leaving);
      this.leaving = window.setTimeout(() => void this.leave(then), 1_000);
    }
  }

  private refuse(slot: number, sentence: string): void {
    this.given.delete(slot);
    const place = document.getElementById(`q${slot}-saved`);
    if (place) {
      place.className = "saved is-failed";
      place.textContent = `${sentence} `;
      const again = document.createElement("a");
      again.href = this.form.action;
      again.textContent = this.form.dataset.again ?? "";
      place.append(again);
    }

    this.say("is-failed", sentence);
  }

  private mark(slot: number, sentence: string, answered: boolean | null): void {
    const place = document.getElementById(`q${slot}-saved`);
    if (place) {
      place.className = "saved is-saved";
      place.textContent = sentence;
    }

    const map = document.getElementById("map");
    const link = map?.querySelector(`a[href="#q${slot}"]`);
    if (map && link && answered !== null) {
      link.classList.toggle("is-answered", answered);
      link.querySelector(".visually-hidden")!.textContent = (answered ? map.dataset.answered : map.dataset.open) ?? "";
    }
  }

  /** Puts an answer that an earlier page left behind back into the fields. */
  private show(answer: Unsent): void {
    const typed = new Map<string, number>();
    for (const field of this.form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`[name="a${answer.slot}"],[name^="a${answer.slot}-"]`)) {
      const part = field.name.split("-")[1];
      const values = part ? answer.values.filter((v) => v.startsWith(`${part}:`)).map((v) => v.slice(part.length + 1)) : answer.values;
      if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox")) {
        field.checked = values.includes(field.value);
      } else if (field.type !== "hidden") {
        // Fields of the same name give their values in their order.
        const before = typed.get(field.name) ?? 0;
        typed.set(field.name, before + 1);
        field.value = values[before] ?? "";
      }
    }

    this.mark(answer.slot, "", isAnswer(answer.values));
  }

  private say(state: string, sentence: string): void {
    const place = document.getElementById("paper-state");
    if (place) {
      place.className = `saved ${state}`;
      place.textContent = sentence;
    }
  }

  /** Questions whose answer is not saved: a person counts these, and not the ticks. */
  private unsent(): number {
    return new Set(this.queue.map((answer) => answer.slot)).size;
  }

  private questions(): NodeListOf<HTMLElement> {
    return this.form.querySelectorAll<HTMLElement>("[data-slot]");
  }
}

function isAnswer(values: string[]): boolean {
  return values.some((v) => v.replace(/^\d+:/, "") !== "");
}

function fill(sentence: string | undefined, count: number): string {
  return (sentence ?? "").replace("{0}", String(count));
}
