/** A job's page: its stages while it is worked on, then its transcript, in place. */

import { wordTimes } from "./format.js";
import { watch } from "./live.js";
import { startPlayer } from "./player.js";
import { enableMoves } from "./moves.js";
import { announce, progressNote, showPill } from "./words.js";

const page = document.getElementById("job");
const part = (name) => page.querySelector(`[data-${name}]`);
const ENDED = new Set(["completed", "failed", "cancelled"]);
const title = document.title;

startPlayer(page);
enableMoves(page);
if (!ENDED.has(page.dataset.status)) {
  const watcher = watch({
    organization: page.dataset.organization,
    transcription: page.dataset.job,
    onJobs: (jobs) => jobs.forEach((job) => show(job, watcher)),
  });
}

async function show(job, watcher) {
  if (Number(page.dataset.version) >= job.version) return;
  page.dataset.version = job.version;
  if (page.dataset.status !== job.status) {
    showPill(part("pill"), job.status);
    announce(`${job.filename}: ${job.status}`);
  }
  page.dataset.status = job.status;
  if (ENDED.has(job.status)) {
    watcher.close();
    await showOutcome();
  } else {
    showProgress(job);
  }
}

function showProgress(job) {
  part("progress").value = job.percent;
  part("note").textContent = progressNote(job);
  if (job.status === "processing") document.title = `${job.percent} % · ${title}`;
  let state = "done";
  for (const step of page.querySelectorAll("[data-stage]")) {
    const current = step.dataset.stage === job.stage;
    if (current) state = "current";
    step.dataset.state = state;
    if (current) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
    if (current) state = "ahead";
  }
}

async function showOutcome() {
  document.title = title;
  const html = await fetchOutcome();
  const outcome = part("outcome");
  const parsed = new DOMParser().parseFromString(html, "text/html");
  outcome.replaceChildren(...parsed.body.childNodes);
  part("stages").hidden = true;
  part("live-place").hidden = true;
  wordTimes(outcome);
  startPlayer(page);
}

/** The end of the page as the server has it; asks again until it answers. */
async function fetchOutcome() {
  for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
    try {
      const answer = await fetch(page.dataset.outcomeUrl);
      if (answer.redirected) location.reload();
      if (answer.ok) return await answer.text();
    } catch {
      // Offline: wait.
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
