/** The page of API keys: copying the new one. */

const secret = document.querySelector("[data-secret]");
const button = document.querySelector("[data-copy]");

if (secret && button) {
  secret.focus();
  secret.select();
  button.addEventListener("click", async () => {
    secret.select();
    try {
      await navigator.clipboard.writeText(secret.value);
    } catch {
      // Without HTTPS there is no clipboard, but the text is selected.
      announce("The key is selected. Copy it with Ctrl-C.");
      return;
    }
    button.textContent = "Copied";
    announce("Copied.");
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}

function announce(text) {
  document.getElementById("announcer").textContent = text;
}
