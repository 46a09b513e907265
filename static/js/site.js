/** What every page does: local times, and the choice of an organization. */

import { wordTimes } from "./format.js";

wordTimes();
setInterval(wordTimes, 30_000);

const switcher = document.querySelector("[data-switcher]");
if (switcher) {
  switcher.querySelector("button").hidden = true;
  switcher.querySelector("select").addEventListener("change", () => switcher.requestSubmit());
}
