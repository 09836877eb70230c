/**
 * The board of classes: a name is dragged from one `[data-class]` to another. When the drag begins the server is asked what
 * each class would mean; its sentences stand at the classes before anything is dropped. To drop opens the page that confirms,
 * the same that the link on the name opens for everybody without a mouse.
 */
export function watchBoard(): void {
  const board = document.querySelector<HTMLElement>("[data-board]");
  if (!board) {
    return;
  }

  for (const name of board.querySelectorAll<HTMLElement>("[data-move]")) {
    name.draggable = true;
    name.querySelector("a")?.setAttribute("draggable", "false");
  }

  let dragged: HTMLElement | null = null;
  board.addEventListener("dragstart", (event) => {
    dragged = (event.target as HTMLElement).closest<HTMLElement>("[data-move]");
    if (dragged?.dataset.move && event.dataTransfer) {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.textContent ?? "");
      board.classList.add("is-dragging");
      void consider(board, dragged.dataset.move, () => dragged !== null);
    }
  });
  board.addEventListener("dragover", (event) => {
    if (dragged && classAt(event)?.classList.contains("is-open")) {
      event.preventDefault();
    }
  });
  board.addEventListener("drop", (event) => {
    const at = classAt(event);
    if (dragged?.dataset.move && at?.classList.contains("is-open")) {
      event.preventDefault();
      location.assign(`${dragged.dataset.move}?to=${at.dataset.class}`);
    }
  });
  board.addEventListener("dragend", () => {
    dragged = null;
    clear(board);
  });
}

const classAt = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>("[data-class]");

async function consider(board: HTMLElement, address: string, stillDragged: () => boolean): Promise<void> {
  const answer = await fetch(`${address}/choices`, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected || !stillDragged()) {
    return;
  }

  const said = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const at of board.querySelectorAll<HTMLElement>("[data-class]")) {
    const choice = said.querySelector<HTMLElement>(`[data-class="${at.dataset.class}"], [data-class=""]`);
    at.classList.add(choice?.dataset.open ? "is-open" : "is-shut");
    at.querySelector("[data-consequence]")?.replaceChildren(...(choice ? [...choice.childNodes].map((n) => document.importNode(n, true)) : []));
  }
}

function clear(board: HTMLElement): void {
  board.classList.remove("is-dragging");
  for (const at of board.querySelectorAll<HTMLElement>("[data-class]")) {
    at.classList.remove("is-open", "is-shut");
    at.querySelector("[data-consequence]")?.replaceChildren();
  }
}
