/** A job's page: its stages while it is worked on, then its transcript, in place. */

import { about, wordTimes } from "./format.js";
import { watch } from "./live.js";
import { startInsights } from "./insights.js";
import { startPlayer } from "./player.js";
import { enableMoves } from "./moves.js";
import { startSpeakers } from "./speakers.js";
import { announce, placeNote, showPill } from "./words.js";

const page = document.getElementById("job");
const part = (name) => page.querySelector(`[data-${name}]`);
const ENDED = new Set(["completed", "failed", "cancelled"]);
const title = document.title;
const READ_EVERY = 3000; // milliseconds
const ABOUT_AUDIO = ["player", "keys", "about-audio", "warnings"];
let reading = 0;

startOutcome();
enableMoves(page);
if (!isSettled()) {
  const watcher = watch({
    organization: page.dataset.organization,
    transcription: page.dataset.job,
    onJobs: (jobs) => jobs.forEach((job) => show(job, watcher)),
  });
}

function startOutcome() {
  startPlayer(page);
  startInsights(page);
  startSpeakers(page);
}

/** Whether nothing of the page can change any more: it has ended, and so has its audio. */
function isSettled() {
  return ENDED.has(page.dataset.status) && !page.querySelector("[data-audio-pending]");
}

async function show(job, watcher) {
  const version = Number(page.dataset.version);
  if (version > job.version) return;
  page.dataset.version = job.version;
  if (ENDED.has(page.dataset.status)) {
    if (version < job.version) await showAudio();
    if (isSettled()) watcher.close();
    return;
  }
  if (page.dataset.status !== job.status) {
    showPill(part("pill"), job.status);
    announce(`${job.filename}: ${job.status}`);
  }
  page.dataset.status = job.status;
  if (ENDED.has(job.status)) {
    await showOutcome();
    if (isSettled()) watcher.close();
  } else {
    showProgress(job);
  }
}

function showProgress(job) {
  part("progress").value = job.percent;
  showProspects(job);
  if (job.status === "processing") {
    document.title = `${job.percent} % · ${title}`;
    reading ||= setTimeout(readOn, READ_EVERY);
  }
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

function showProspects({ status, eta_seconds: eta, waiting_reason: reason, ...job }) {
  part("now").textContent = placeNote({ status, ...job });
  part("eta").hidden = eta === null;
  if (eta !== null) {
    const left = about(eta);
    part("eta").textContent = status === "queued" ? `Ready in ${left}` : `${left[0].toUpperCase()}${left.slice(1)} left`;
  }
  part("reason").hidden = !reason;
  part("reason").textContent = reason ?? "";
}

/** Show the windows that are finished by now, below those that are shown already. */
async function readOn() {
  const answer = await fetch(page.dataset.soFarUrl).catch(() => null);
  reading = 0;
  if (!answer?.ok || answer.redirected || ENDED.has(page.dataset.status)) return;
  const fresh = parsed(await answer.text()).querySelector(".so-far");
  const shown = part("so-far").querySelector(".sentences");
  if (!fresh) return;
  if (!shown) part("so-far").replaceChildren(fresh);
  else addNews(shown, fresh.querySelectorAll(".sentence"));
}

/** What is read stays where it is: only sentences that changed or came are touched. */
function addNews(list, fresh) {
  fresh.forEach((sentence, at) => {
    const old = list.children[at];
    if (!old) list.append(sentence);
    else if (!old.isEqualNode(sentence)) old.replaceWith(sentence);
  });
  while (list.children.length > fresh.length) list.lastElementChild.remove();
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

async function showOutcome() {
  document.title = title;
  const html = await fetchOutcome();
  const outcome = part("outcome");
  outcome.replaceChildren(...parsed(html).childNodes);
  part("so-far").replaceChildren();
  part("stages").hidden = true;
  part("live-place").hidden = true;
  wordTimes(outcome);
  startOutcome();
}

/** Take over what the page has of the recording, once it is ready: the text stays. */
async function showAudio() {
  const fresh = parsed(await fetchOutcome());
  if (fresh.querySelector("[data-audio-pending]")) return;
  for (const name of ABOUT_AUDIO) {
    const news = fresh.querySelector(`[data-${name}]`);
    if (news) part(name)?.replaceWith(news);
  }
  startPlayer(page);
  startInsights(page);
  announce(part("about-audio")?.textContent.trim() ?? "");
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
