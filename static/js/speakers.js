/** Speakers of a transcript: read one of them alone, name them; and the suspect sentences. */

import { announce } from "./words.js";

export function startSpeakers(page) {
  const transcript = page.querySelector("[data-transcript]");
  if (!transcript) return;
  const speakers = transcript.querySelector("[data-speakers]");
  speakers?.addEventListener("click", (event) => {
    const button = event.target.closest("[data-only]");
    if (button) readOnly(transcript, button);
  });
  for (const details of speakers?.querySelectorAll("details") ?? []) {
    details.addEventListener("toggle", () => details.open && details.querySelector("input[name=name]").select());
  }
  speakers?.addEventListener("submit", (event) => {
    event.preventDefault();
    rename(page, event.target);
  });
  const next = transcript.querySelector("[data-next-suspect]");
  next?.addEventListener("click", () => goToNext(transcript));
  if (next) document.addEventListener("keydown", (event) => isAskedByKey(event) && goToNext(transcript));
}

function isAskedByKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return false;
  return event.key === "n";
}

/** Show one speaker's sentences, or, if they are shown alone already, all. */
function readOnly(transcript, pressed) {
  const only = pressed.getAttribute("aria-pressed") === "true" ? null : pressed.dataset.only;
  for (const button of transcript.querySelectorAll("[data-only]")) {
    button.setAttribute("aria-pressed", String(button.dataset.only === only));
  }
  const sentences = [...transcript.querySelectorAll(".sentence")];
  for (const sentence of sentences) {
    sentence.hidden = only !== null && sentence.dataset.speaker !== only;
  }
  const shown = sentences.filter((sentence) => !sentence.hidden).length;
  announce(only === null ? "All speakers are shown" : `${pressed.textContent.trim()}: ${shown} sentences`);
}

async function rename(page, form) {
  const button = form.querySelector("button");
  const problem = form.querySelector("[data-rename-problem]");
  button.disabled = true;
  problem.hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const text = answer.redirected ? "" : await answer.text();
    if (!answer.ok || answer.redirected) throw new Error(answer.status === 422 ? text : "");
    for (const name of page.querySelectorAll("[data-name-of]")) {
      if (name.dataset.nameOf === form.dataset.rename) name.textContent = text;
    }
    form.closest("details").open = false;
    form.closest("details").querySelector("summary").focus();
    announce(`Renamed to ${text}`);
  } catch (error) {
    problem.textContent = error.message || "The name could not be saved. Try again.";
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

/** The suspect sentence after the one that is in the middle of the window. */
function goToNext(transcript) {
  const suspects = [...transcript.querySelectorAll(".suspect:not([hidden])")];
  const middle = innerHeight / 2 + 1;
  const focused = suspects.indexOf(document.activeElement.closest(".suspect"));
  const below = suspects.findIndex((sentence) => sentence.getBoundingClientRect().top > middle);
  const next = suspects[focused >= 0 ? focused + 1 : below] ?? suspects[0];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  next?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  next?.focus({ preventScroll: true });
}
