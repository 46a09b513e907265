/** What can be done with a job on its page: cancel, try again, delete. */

import { call, explain } from "./api.js";
import { announce } from "./words.js";

const MOVES = {
  cancel: {
    method: "POST",
    path: "/cancel",
    question: "Cancel this transcription? What is not worked off yet is refunded.",
    // The socket tells what became of it.
    then: () => {},
  },
  retry: { method: "POST", path: "/retry", then: () => location.reload() },
  delete: {
    method: "DELETE",
    path: "",
    question: "Delete this transcription, its recording and its transcript for good?",
    then: (home) => location.assign(home),
  },
};

export function enableMoves(page) {
  page.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-move]");
    if (button) move(page, button);
  });
}

async function move(page, button) {
  const { method, path, question, then } = MOVES[button.dataset.move];
  if (question && !confirm(question)) return;
  const problem = page.querySelector("[data-move-problem]");
  button.disabled = true;
  problem.hidden = true;
  try {
    await call(method, `/v1/audio/transcribe/${page.dataset.job}${path}`);
    then(page.dataset.home);
  } catch (error) {
    problem.textContent = explain(error);
    problem.hidden = false;
    announce(problem.textContent);
  } finally {
    button.disabled = false;
  }
}
