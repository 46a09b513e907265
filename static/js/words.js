/** The words and icons that the server's templates lend to the scripts. */

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
  if (job.status === "queued") {
    return job.queue_position ? `Place ${job.queue_position} in the queue` : "Waiting";
  }
  return `${stageLabel(job.stage)} · ${job.percent} %`;
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}
