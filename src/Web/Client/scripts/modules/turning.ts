/**
 * One question at a time on a phone: the others wait out of sight, in the same form. Which one is shown stands in the address,
 * so the map, a reload and the list of open questions lead to it. A wide window shows the whole paper.
 */
export function watchTurning(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-turns]");
  if (form) {
    new Turning(form).begin();
  }
}

class Turning {
  private readonly narrow = matchMedia("(max-width: 767.98px)");
  private readonly questions: HTMLElement[];
  private current: HTMLElement | undefined;

  constructor(private readonly form: HTMLFormElement) {
    this.questions = [...form.querySelectorAll<HTMLElement>("[data-slot]")];
  }

  begin(): void {
    this.narrow.addEventListener("change", () => this.lay());
    globalThis.addEventListener("hashchange", () => this.turnTo(this.named(), true));
    this.form.addEventListener("click", (event) => {
      const turn = (event.target as Element).closest<HTMLElement>("[data-turn]")?.dataset.turn;
      const next = turn && this.questions[this.questions.indexOf(this.current!) + Number(turn)];
      if (next) {
        // Not a new entry: "back" leaves the paper and does not walk through twenty questions.
        location.replace(`#${next.id}`);
      }
    });
    this.turnTo(this.named() ?? this.questions.find((q) => q.dataset.seen === "0") ?? this.questions[0], false);
    this.lay();
  }

  private lay(): void {
    this.form.classList.toggle("one-by-one", this.narrow.matches);
    this.form.querySelector<HTMLElement>(".turns")!.hidden = !this.narrow.matches;
    if (!this.narrow.matches) {
      document.querySelector("#map [aria-current]")?.removeAttribute("aria-current");
    } else {
      this.point();
    }
  }

  private turnTo(question: HTMLElement | undefined, isAsked: boolean): void {
    if (!question) {
      return;
    }

    this.current = question;
    this.questions.forEach((q) => q.classList.toggle("is-current", q === question));
    const place = this.questions.indexOf(question);
    this.form.querySelector<HTMLButtonElement>("[data-turn='-1']")!.disabled = place === 0;
    this.form.querySelector<HTMLButtonElement>("[data-turn='1']")!.disabled = place === this.questions.length - 1;
    if (this.narrow.matches) {
      this.point();
      if (isAsked) {
        question.focus({ preventScroll: true });
        question.scrollIntoView();
      }
    }
  }

  private point(): void {
    document.querySelector("#map [aria-current]")?.removeAttribute("aria-current");
    document.querySelector(`#map a[href="#${this.current!.id}"]`)?.setAttribute("aria-current", "true");
  }

  private named(): HTMLElement | undefined {
    return this.questions.find((q) => `#${q.id}` === location.hash);
  }
}
