/** How values are worded for a person. Times inside audio are seconds. */

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const instant = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

/** `1:05`, `1:01:05`. */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  const pad = (value) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${pad(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

/** `about 3 minutes`: as exact as an estimate is, as `transcription_words.about` says it. */
export function about(seconds) {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 2) return seconds > 45 ? "about a minute" : "less than a minute";
  if (minutes < 90) return `about ${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `about ${hours} hours` : `about ${Math.round(hours / 24)} days`;
}

export function count(number) {
  return number.toLocaleString("en");
}

export function bytes(size) {
  if (size < 1000) return `${size} B`;
  if (size < 1e6) return `${(size / 1e3).toFixed(0)} kB`;
  return size < 1e9 ? `${(size / 1e6).toFixed(1)} MB` : `${(size / 1e9).toFixed(1)} GB`;
}

/** `3 minutes ago`; a date when it is more than a month. */
export function ago(date, now = new Date()) {
  const seconds = (date - now) / 1000;
  if (Math.abs(seconds) > 30 * 86400) return instant.format(date);
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return "just now";
}

export function localTime(date) {
  return instant.format(date);
}

/** Word all `<time>` elements below `root` for this reader's clock. */
export function wordTimes(root = document) {
  for (const element of root.querySelectorAll("time[datetime]")) {
    const date = new Date(element.dateTime);
    if (Number.isNaN(date.valueOf())) continue;
    element.title = instant.format(date);
    const text = "ago" in element.dataset ? ago(date) : instant.format(date);
    if (element.textContent !== text) element.textContent = text;
  }
}
