/** The HTTP API as this page's session may use it. Every failure is an ApiError. */

export class ApiError extends Error {
  constructor(message, { code = "", status = 0, details = {} } = {}) {
    super(message);
    Object.assign(this, { code, status, details });
  }
}

/** POST JSON and return `data` of the answer. */
export function post(path, body, options = {}) {
  return call("POST", path, { body, ...options });
}

/** Call the API and return `data` of the answer. */
export async function call(method, path, { body, signal, headers = {} } = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      credentials: "same-origin",
      signal,
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), ...headers },
      body: JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw unreachable();
  }
  return dataOf(answer.status, await answer.text());
}

/** Send a file; `onProgress` gets the share sent, 0 to 1. `fetch` can't tell that. */
export function upload(file, { organization, onProgress, signal }) {
  const form = new FormData();
  form.append("organization_id", organization);
  form.append("file", file);
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("error", () => reject(unreachable()));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    request.addEventListener("load", () => {
      try {
        resolve(dataOf(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    });
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", "/v1/audio/files/upload");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.send(form);
  });
}

/** The text of an ApiError for a person: what is wrong, and what exactly. */
export function explain(error) {
  const { reason, fields } = error.details;
  const more = [...(fields ? Object.values(fields).flat() : []), reason ?? ""];
  const news = more.filter((text) => text && !error.message.includes(text.replace(/\.$/, "")));
  return [error.message, ...news].map((text) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(" ");
}

function unreachable() {
  return new ApiError("The server can’t be reached. Check the connection and try again.");
}

function dataOf(status, text) {
  let payload = null;
  try {
    payload = JSON.parse(text);
  } catch {
    // A proxy answers in HTML.
  }
  if (payload?.success) return payload.data;
  if (payload?.error) {
    const { code, message, details } = payload.error;
    if (status === 401) throw new ApiError("You are signed out. Sign in again in another tab, then retry.", { code, status });
    throw new ApiError(message, { code, status, details: details ?? {} });
  }
  if (status === 413) throw new ApiError("The file is larger than this server accepts.", { status });
  throw new ApiError(`The server answered with an error (${status}). Try again in a moment.`, { status });
}

function csrfToken() {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";
}
