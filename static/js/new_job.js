/** A new job: the file or link, its price before anything is charged, then the start. */

import { ApiError, explain, post, upload } from "./api.js";
import { bytes, clock, count } from "./format.js";
import { chosenOptions, isIncomplete, startOptions } from "./job_options.js";
import { PLACEHOLDER } from "./words.js";

const form = document.getElementById("new-job");
const part = (name) => form.querySelector(`[data-${name}]`);
const field = (id) => form.querySelector(`#${id}`);
const checked = (name) => form.querySelector(`[name="${name}"]:checked`).value;
const DEBOUNCE = 400; // milliseconds
const TYPED = ["url", "vocabulary"];
const ABOUT_THE_SOURCE = new Set(["INVALID_AUDIO_URL", "UNSUPPORTED_AUDIO"]);

let file = null;
let uploaded = null; // the server's answer about `file`
let uploading = null; // AbortController
let quoting = null; // AbortController
let offer = null; // {order, data}: a price, and exactly what it is for
let starting = false;
let attempt = null; // {order, key}: repeats of the same order are one job
let timer = 0;

startOptions(form);
form.addEventListener("change", (event) => {
  if (event.target.name === "source") showPanel();
  part("speakers-field").hidden = !field("speakers").checked;
  if (event.target === field("file")) choose(event.target.files[0]);
  // What is typed is priced as it is typed: once more would undo the click that left it.
  else if (!TYPED.includes(event.target.id)) price(isOneOfMany(event.target) ? DEBOUNCE : 0);
});
for (const id of TYPED) field(id).addEventListener("input", () => price(DEBOUNCE));
form.addEventListener("submit", start);
part("retry").addEventListener("click", send);
part("remove").addEventListener("click", remove);
addEventListener("beforeunload", (event) => uploading && event.preventDefault());
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
acceptDrops(part("drop"));
showPanel();
part("speakers-field").hidden = !field("speakers").checked;

function isOneOfMany(input) {
  return input.closest("[data-policy-group]") !== null;
}

function acceptDrops(zone) {
  for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
    // Anywhere: a file dropped beside the zone must not replace the page.
    addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", type === "dragover" || type === "dragenter");
    });
  }
  addEventListener("drop", (event) => choose(event.dataTransfer.files[0]));
}

function showPanel() {
  for (const panel of form.querySelectorAll("[data-panel]")) {
    panel.hidden = panel.dataset.panel !== checked("source");
  }
}

function choose(chosen) {
  if (!chosen) return;
  uploading?.abort();
  form.querySelector('[name="source"][value="file"]').checked = true;
  showPanel();
  file = chosen;
  part("drop").hidden = true;
  part("chosen").hidden = false;
  part("chosen-name").textContent = file.name;
  send();
}

function remove() {
  uploading?.abort();
  file = uploaded = uploading = null;
  field("file").value = "";
  part("chosen").hidden = true;
  part("drop").hidden = false;
  price();
}

async function send() {
  uploaded = null;
  showUpload({ note: `${bytes(file.size)} · sending…`, share: 0 });
  price();
  const limit = Number(form.dataset.maxBytes);
  if (file.size > limit) {
    refuse(new ApiError(`The file has ${bytes(file.size)}; the limit is ${bytes(limit)}. Host it and paste its link.`));
    return;
  }
  const mine = (uploading = new AbortController());
  try {
    const onProgress = (share) => mine === uploading && showUpload({ share, note: noteOf(share) });
    const organization = form.dataset.organization;
    uploaded = await upload(file, { organization, onProgress, signal: mine.signal });
    showUpload({ note: `${bytes(uploaded.size_bytes)} · ${clock(uploaded.duration_seconds)}` });
  } catch (error) {
    if (error.name !== "AbortError") refuse(error);
    if (mine !== uploading) return;
  }
  uploading = null;
  if (uploaded) price();
}

function noteOf(share) {
  const sent = `${bytes(share * file.size)} of ${bytes(file.size)}`;
  return share < 1 ? sent : `${bytes(file.size)} · reading the audio…`;
}

function showUpload({ note, share = null, failed = false }) {
  part("chosen-note").textContent = note;
  part("upload-progress").hidden = share === null;
  part("upload-progress").value = 100 * (share ?? 0);
  part("retry").hidden = !failed;
}

/** The file stays chosen, so that it can be sent again. */
function refuse(error) {
  showUpload({ note: "Not sent", failed: true });
  problem(explain(error), "source");
}

/** What would be ordered now; null while there is no recording, or something is missing. */
function order() {
  const link = field("url").validity.valid ? field("url").value.trim() : "";
  const audio_url = checked("source") === "file" ? uploaded?.file_url : link;
  if (!audio_url || isIncomplete(form)) return null;
  return {
    organization_id: form.dataset.organization,
    transcription_options: { audio_url, language: field("language").value, ...vocabulary() },
    ...speakers(),
    ...chosenOptions(form),
    priority: checked("priority"),
  };
}

function speakers() {
  if (!field("speakers").checked) return {};
  const expected = field("speakers-expected").value;
  const count = expected ? { speakers_expected_count: Number(expected) } : {};
  return { speaker_analysis: { diarization_enabled: true, ...count } };
}

function vocabulary() {
  const terms = field("vocabulary").value.split("\n").map((term) => term.trim()).filter(Boolean);
  return terms.length ? { vocabulary: terms } : {};
}

function price(delay = 0) {
  clearTimeout(timer);
  quoting?.abort();
  offer = null;
  problem("");
  showPrice();
  const wanted = order();
  if (!wanted) return;
  part("price-hint").textContent = "Reading the length of the audio…";
  timer = setTimeout(() => ask(wanted), delay);
}

async function ask(wanted) {
  const mine = (quoting = new AbortController());
  try {
    const data = await post("/v1/audio/transcribe/quote", wanted, { signal: mine.signal });
    if (mine !== quoting) return;
    offer = { order: JSON.stringify(wanted), data };
    if (!data.sufficient) problem(shortOf(data));
  } catch (error) {
    if (error.name === "AbortError" || mine !== quoting) return;
    problem(explain(error), ABOUT_THE_SOURCE.has(error.code) ? "source" : "price");
  }
  showPrice();
}

function shortOf({ synapses_required, available_synapses }) {
  const missing = count(synapses_required - available_synapses);
  return `The balance is ${missing} synapses short. Choose a lower priority or ask for a top-up.`;
}

function showPrice() {
  part("sums").hidden = !offer;
  part("price-hint").hidden = Boolean(offer);
  part("price-hint").textContent = hint();
  if (offer) {
    const { duration_seconds, synapses_required, available_synapses } = offer.data;
    part("length").textContent = clock(duration_seconds);
    part("price").textContent = count(synapses_required);
    part("now").textContent = count(available_synapses);
    part("after").textContent = count(available_synapses - synapses_required);
    part("sums").classList.toggle("short", !offer.data.sufficient);
  }
  showSubmit();
}

function hint() {
  const sending = checked("source") === "file" && file && !uploaded;
  if (sending) return "The price appears here as soon as the file is sent.";
  if (isIncomplete(form)) return "Choose what is to be taken out to see the price.";
  return "Choose a file or paste a link to see the price. Nothing is charged before you start.";
}

function showSubmit() {
  part("submit").disabled = starting || !offer?.data.sufficient;
  part("submit").textContent = starting ? "Starting…" : "Start transcription";
}

async function start(event) {
  event.preventDefault();
  const wanted = order();
  if (starting || !wanted || offer?.order !== JSON.stringify(wanted)) return;
  starting = true;
  problem("");
  showSubmit();
  if (attempt?.order !== offer.order) attempt = { order: offer.order, key: randomKey() };
  try {
    const headers = { "Idempotency-Key": attempt.key };
    const job = await post("/v1/audio/transcribe", wanted, { headers });
    location.assign(form.dataset.jobUrl.replace(PLACEHOLDER, job.transcription_id));
  } catch (error) {
    // Unanswered, it may have arrived; answered, the next try is a new one.
    if (error.status) attempt = null;
    starting = false;
    problem(explain(error));
    showSubmit();
  }
}

/** Say what is wrong where it is wrong: beside the recording, or beside the price. */
function problem(text, where = "price") {
  for (const notice of form.querySelectorAll("[data-problem]")) {
    const here = notice.dataset.problem === where && Boolean(text);
    notice.hidden = !here;
    notice.querySelector("p").textContent = here ? text : "";
  }
}

function randomKey() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(numbers, (number) => number.toString(16).padStart(8, "0")).join("");
}
