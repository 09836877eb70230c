/**
 * Check questions inside lessons (`[data-check]`): says at once whether the choice is right, and opens the answer when it is.
 * Nothing is sent anywhere. Without script the reader opens the answer.
 */
export function watchChecks(): void {
  document.addEventListener("change", (event) => {
    const check = (event.target as Element).closest<HTMLElement>("[data-check]");
    if (check) {
      judge(check);
    }
  });
}

function judge(check: HTMLElement): void {
  const choices = [...check.querySelectorAll<HTMLInputElement>("input")];
  const right = choices.every((choice) => choice.checked === choice.hasAttribute("data-right"));
  // Several may be right: say nothing before as many are ticked as there are.
  const complete = choices.filter((choice) => choice.checked).length >= choices.filter((choice) => choice.hasAttribute("data-right")).length;
  for (const choice of choices) {
    const row = choice.closest("label");
    row?.classList.toggle("is-right", choice.checked && right);
    row?.classList.toggle("is-wrong", choice.checked && complete && !right);
  }

  const place = check.querySelector(".check-says") ?? addPlace(check);
  place.textContent = right ? (check.dataset.saysRight ?? "") : complete ? (check.dataset.saysNotYet ?? "") : "";
  place.classList.toggle("is-right", right);
  const answer = check.querySelector("details");
  if (answer && right) {
    answer.open = true;
  }
}

function addPlace(check: HTMLElement): Element {
  const place = document.createElement("p");
  place.className = "check-says";
  place.setAttribute("role", "status");
  check.querySelector("fieldset")?.append(place);
  return place;
}
