/** What is told beside a transcript: folded on small screens, and led to its places. */

import { momentAt, momentsOf } from "./player.js";

const NARROW = "(max-width: 64rem)"; // as in insights.css
const HERE = "here";
let stopped = new AbortController();

export function startInsights(page) {
  stopped.abort();
  stopped = new AbortController();
  const reading = page.querySelector("[data-reading]");
  if (!reading) return;
  fold(reading);
  // With a recording, the player goes there, and shows the words as they are heard.
  if (reading.querySelector("audio")) return;
  reading.addEventListener("click", (event) => lead(reading, event), { signal: stopped.signal });
}

/** Where the panels stand above the transcript, only the first is open. */
function fold(reading) {
  const panels = [...reading.querySelectorAll("[data-insight]:not([data-folded])")];
  const narrow = matchMedia(NARROW).matches;
  for (const [at, panel] of panels.entries()) {
    panel.dataset.folded = "";
    if (narrow && at > 0) panel.open = false;
  }
}

/** Show the sentence of a moment that is named in a panel. */
function lead(reading, event) {
  const target = event.target.closest("[data-insights] [data-seek], [data-timeline]");
  if (!target) return;
  const moment = target.dataset.timeline ? momentAt(target, event) : next(target);
  const sentences = [...reading.querySelectorAll(".sentence:not([hidden])")];
  const startOf = (sentence) => Number(sentence.querySelector("[data-seek]").dataset.seek);
  const sentence = sentences.findLast((one) => startOf(one) <= moment) ?? sentences[0];
  if (!sentence) return;
  reading.querySelector(`.sentence.${HERE}`)?.classList.remove(HERE);
  sentence.classList.add(HERE);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  sentence.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  sentence.querySelector("[data-seek]").focus({ preventScroll: true });
}

/** The next of the moments that a button stands for, each time that it is pressed. */
function next(button) {
  const moments = momentsOf(button);
  const turn = Number(button.dataset.turn ?? 0);
  button.dataset.turn = (turn + 1) % moments.length;
  return moments[turn];
}
