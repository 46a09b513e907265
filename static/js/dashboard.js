/** The list of jobs, kept as the server says they are, without a reload. */

import { count, clock, wordTimes } from "./format.js";
import { watch } from "./live.js";
import { PLACEHOLDER, announce, progressNote, showPill } from "./words.js";

const section = document.getElementById("jobs");
const list = section.querySelector("[data-rows]");

watch({ organization: section.dataset.organization, onJobs: showAll });

function showAll(jobs, { snapshot }) {
  if (snapshot) reloadIfLeftBehind(jobs);
  // Oldest first, so that each new one goes on top.
  for (const job of [...jobs].reverse()) show(job, !snapshot);
  wordTimes(list);
}

function show(job, isNews) {
  let row = rowOf(job.transcription_id);
  if (!row) {
    row = insert(job);
    if (!row) return;
  } else if (Number(row.dataset.version) > job.version) {
    return;
  }
  if (isNews && row.dataset.status !== job.status) announce(`${job.filename}: ${job.status}`);
  fill(row, job);
}

function fill(row, job) {
  const part = (name) => row.querySelector(`[data-${name}]`);
  if (row.dataset.status !== job.status) showPill(part("pill"), job.status);
  row.dataset.status = job.status;
  row.dataset.version = job.version;
  part("name").textContent = job.filename;
  part("duration").textContent = clock(job.duration_seconds);
  part("progress").value = job.percent;
  part("progress").hidden = job.status !== "processing";
  showNote(part("note"), job);
  showCost(part("cost"), job);
  if (job.language) part("language").textContent = languageName(job.language);
  part("language").hidden = !part("language").textContent;
}

function showNote(note, job) {
  if (job.status === "completed") {
    note.replaceChildren(timeElement(job.completed_at));
  } else if (job.status === "failed") {
    note.textContent = job.failure.message;
  } else {
    note.textContent = job.status === "cancelled" ? "" : progressNote(job);
  }
}

function showCost(cost, job) {
  const charged = document.createElement("b");
  charged.textContent = count(job.synapses_charged);
  const parts = [charged, " synapses"];
  if (job.synapses_refunded) {
    const refunded = document.createElement("small");
    refunded.textContent = `${count(job.synapses_refunded)} refunded`;
    parts.push(refunded);
  }
  const before = cost.textContent.replace(/\s/g, "");
  cost.replaceChildren(...parts);
  if (cost.textContent.replace(/\s/g, "") !== before) refreshBalance();
}

/** A row for a job that the page does not show yet; null where it does not belong. */
function insert(job) {
  if (section.dataset.grows !== "yes") return null;
  const created = seconds(job.created_at);
  const next = [...list.children].find((row) => seconds(row.dataset.created) <= created);
  if (!next && section.dataset.older === "yes") return null;
  const row = section.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
  row.dataset.job = job.transcription_id;
  row.dataset.created = job.created_at;
  row.dataset.status = "";
  const link = row.querySelector("[data-name]");
  link.setAttribute("href", link.getAttribute("href").replace(PLACEHOLDER, job.transcription_id));
  const created_at = row.querySelector(".meta time");
  created_at.replaceWith(timeElement(job.created_at));
  const priority = row.querySelector("[data-priority]");
  priority.hidden = job.priority === "normal";
  priority.textContent = job.priority[0].toUpperCase() + job.priority.slice(1);
  row.classList.add("arrived");
  list.insertBefore(row, next ?? null);
  list.hidden = false;
  section.querySelector("[data-empty]").hidden = true;
  return row;
}

/** Jobs on later pages are not in the snapshot: what they missed is in a fresh page. */
function reloadIfLeftBehind(jobs) {
  const told = new Set(jobs.map((job) => job.transcription_id));
  const goingOn = list.querySelectorAll('[data-status="queued"], [data-status="processing"]');
  if ([...goingOn].some((row) => !told.has(row.dataset.job))) location.reload();
}

let refreshing = 0;

// A top-up is no news of a job: while somebody looks, ask for the balance.
setInterval(() => document.hidden || !navigator.onLine || refreshBalance(), 4000);
document.addEventListener("visibilitychange", () => document.hidden || refreshBalance());

function refreshBalance() {
  clearTimeout(refreshing);
  refreshing = setTimeout(async () => {
    const balance = document.querySelector("[data-balance]");
    const answer = await fetch(balance.dataset.url).catch(() => null);
    if (answer?.ok && !answer.redirected) balance.textContent = count(Number(await answer.text()));
  }, 300);
}

function rowOf(id) {
  return list.querySelector(`[data-job="${CSS.escape(id)}"]`);
}

function seconds(instant) {
  return Math.floor(Date.parse(instant) / 1000);
}

function timeElement(instant) {
  const element = document.createElement("time");
  element.dateTime = instant;
  element.dataset.ago = "";
  return element;
}

const languages = new Intl.DisplayNames(["en"], { type: "language" });

function languageName(code) {
  return code === "auto" ? "Auto-detected language" : languages.of(code);
}
