/** The words and icons that the server's templates lend to the scripts. */

import { about } from "./format.js";

/** Stands in the templates' addresses for a job's id (`transcriptions.web.pages`). */
export const PLACEHOLDER = `trans_${"0".repeat(32)}`;

/** Put the pill of a status, icon and word, in place of what `holder` holds. */
export function showPill(holder, status) {
  const pill = document.querySelector(`template[data-pill-of="${status}"]`);
  holder.replaceChildren(pill.content.cloneNode(true));
}

export function stageLabel(stage) {
  const label = document.querySelector(`template[data-stage-label="${stage}"]`);
  return label ? label.content.textContent : stage;
}

/** What a job that has not ended is doing, in a line. */
export function progressNote(job) {
  const eta = job.eta_seconds === null ? "" : about(job.eta_seconds);
  if (job.status === "queued") {
    return eta ? `${placeNote(job)} · ready in ${eta}` : (job.waiting_reason ?? "Waiting");
  }
  return eta ? `${placeNote(job)} · ${eta} left` : placeNote(job);
}

/** Where such a job stands, without what is to be expected of it. */
export function placeNote(job) {
  if (job.status !== "queued") return `${stageLabel(job.stage)} · ${job.percent} %`;
  return job.queue_position ? `Place ${job.queue_position} in the queue` : "Waiting";
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}
