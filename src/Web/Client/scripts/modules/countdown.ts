/**
 * `<span class="countdown" data-seconds="1800">`: counts down by a clock that changing the phone's time does not move.
 * The server decides when time is up; at zero the form named in data-form is sent, so that the page goes on by itself.
 */
export function watchCountdowns(): void {
  for (const clock of document.querySelectorAll<HTMLElement>(".countdown[data-seconds]")) {
    let end = performance.now() + Number(clock.dataset.seconds) * 1000;
    let next = 0;
    const face = clock.querySelector<HTMLElement>("[data-face]") ?? clock;
    const tick = (): void => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      face.textContent = spell(left);
      clock.classList.toggle("is-last", left <= 60);
      if (left > 0) {
        next = window.setTimeout(tick, ((end - performance.now()) % 1000) + 5);
      } else {
        finish(clock.dataset.form);
      }
    };
    tick();

    // Time may be given while the page is open: the server says anew how much is left.
    clock.addEventListener("due", (event) => {
      const due = performance.now() + (event as CustomEvent<number>).detail * 1000;
      if (Math.abs(due - end) > 2_000) {
        clearTimeout(next);
        end = due;
        tick();
      }
    });
  }
}

function spell(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

function finish(id: string | undefined): void {
  const form = id ? document.getElementById(id) : null;
  if (form instanceof HTMLFormElement) {
    form.requestSubmit();
  }
}
