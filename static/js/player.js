/**
 * The audio and its words: click to seek, follow while it plays.
 *
 * Made for tens of thousands of words: one listener, a binary search for each frame,
 * and the page is touched only when another word is spoken.
 */

const STEP = 5; // seconds
const LINGER = 0.3; // seconds that a word stays lit in the silence after it
const SPEED_KEY = "player-speed";

let current = null;

/** The seconds that a word, or a button of one moment or several, stands for. */
export function momentsOf(element) {
  return (element.dataset.seek ?? element.dataset.start).split(" ").map(Number);
}

/** The second at the place of a strip over the whole recording that was clicked. */
export function momentAt(strip, event) {
  const { left, width } = strip.getBoundingClientRect();
  return Number(strip.dataset.timeline) * Math.min(1, Math.max(0, (event.clientX - left) / width));
}

/** Listen to the page's recording, if it has one; an earlier player falls silent. */
export function startPlayer(page) {
  current?.stop();
  const reading = page.querySelector("[data-reading]");
  current = reading?.querySelector("audio") ? new Player(reading) : null;
}

class Player {
  #audio;
  #reading;
  #jump;
  #words;
  #starts;
  #ends;
  #word = null;
  #sentence = null;
  #following = true;
  #scrollingUntil = 0;
  #pressed = null;
  #turn = 0;
  #stopped = new AbortController();

  /** `reading` holds the transcript and what else names moments of the recording. */
  constructor(reading) {
    this.#reading = reading;
    this.#audio = reading.querySelector("audio");
    this.#jump = reading.querySelector("[data-jump]");
    this.#words = [...reading.querySelectorAll("span[data-start]")];
    this.#starts = Float64Array.from(this.#words, (word) => Number(word.dataset.start));
    this.#ends = Float64Array.from(this.#words, (word) => Number(word.dataset.end));
    const { signal } = this.#stopped;
    reading.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#audio.addEventListener("play", () => this.#frame());
    this.#audio.addEventListener("seeked", () => this.#light());
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    for (const type of ["wheel", "touchmove"]) {
      window.addEventListener(type, () => this.#readerScrolled(), { passive: true, signal });
    }
    window.addEventListener("scroll", () => performance.now() > this.#scrollingUntil && this.#readerScrolled(), { passive: true, signal });
    this.#startSpeed(reading.querySelector("[data-speed]"));
  }

  stop() {
    this.#stopped.abort();
    this.#audio.pause();
  }

  #clicked(event) {
    if (event.target.closest("[data-jump]")) return this.#follow();
    const target = event.target.closest("[data-seek], [data-timeline], span[data-start]");
    if (!target || String(getSelection())) return;
    this.#audio.currentTime = this.#momentOf(target, event);
    this.#following = true;
    this.#jump.hidden = true;
    this.#audio.play().catch(() => {});
  }

  #momentOf(target, event) {
    if (target.dataset.timeline) return momentAt(target, event);
    this.#turn = target === this.#pressed ? this.#turn + 1 : 0;
    this.#pressed = target;
    return momentsOf(target).at(this.#turn % momentsOf(target).length);
  }

  #key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, audio")) return;
    const audio = this.#audio;
    if (event.key === " " && !event.target.closest("button, a, summary")) {
      if (audio.paused) audio.play().catch(() => {});
      else audio.pause();
    } else if (event.key === "ArrowLeft") {
      audio.currentTime = Math.max(0, audio.currentTime - STEP);
    } else if (event.key === "ArrowRight") {
      audio.currentTime = Math.min(audio.duration || Infinity, audio.currentTime + STEP);
    } else {
      return;
    }
    event.preventDefault();
  }

  #startSpeed(select) {
    const remembered = localStorage.getItem(SPEED_KEY);
    if (remembered && [...select.options].some((option) => option.value === remembered)) {
      select.value = remembered;
    }
    const apply = () => {
      this.#audio.defaultPlaybackRate = this.#audio.playbackRate = Number(select.value);
      localStorage.setItem(SPEED_KEY, select.value);
    };
    select.addEventListener("change", apply);
    apply();
  }

  #frame() {
    this.#light();
    if (!this.#audio.paused && this.#reading.isConnected) requestAnimationFrame(() => this.#frame());
  }

  /** Mark the word and the sentence that are spoken now. */
  #light() {
    const index = this.#indexAt(this.#audio.currentTime);
    const word = index < 0 ? null : this.#words[index];
    if (word === this.#word) return;
    this.#word?.classList.remove("now");
    word?.classList.add("now");
    this.#word = word;
    const sentence = word?.closest(".sentence") ?? this.#sentence;
    if (sentence === this.#sentence) return;
    this.#sentence?.classList.remove("now");
    sentence.classList.add("now");
    this.#sentence = sentence;
    if (this.#following && !this.#audio.paused) this.#scrollTo(sentence);
  }

  /** The last word that has begun and is not over for long; -1 if none is. */
  #indexAt(time) {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= time) low = middle + 1;
      else high = middle;
    }
    return low > 0 && time <= this.#ends[low - 1] + LINGER ? low - 1 : -1;
  }

  #readerScrolled() {
    if (this.#audio.paused || !this.#sentence) return;
    const { top, bottom } = this.#sentence.getBoundingClientRect();
    const visible = top >= 0 && bottom <= innerHeight;
    this.#following = visible;
    this.#jump.hidden = visible;
  }

  #follow() {
    this.#following = true;
    this.#jump.hidden = true;
    if (this.#sentence) this.#scrollTo(this.#sentence);
  }

  #scrollTo(sentence) {
    const { top, bottom } = sentence.getBoundingClientRect();
    if (top > 0.15 * innerHeight && bottom < 0.7 * innerHeight) return;
    this.#scrollingUntil = performance.now() + 1000;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    sentence.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
}
