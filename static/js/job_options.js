/** What a new job is to understand and to take out: the switches, and what they order. */

/** Show and hide what depends on the switches, now and at every change. */
export function startOptions(form) {
  const update = (event) => {
    choosePolicies(event?.target);
    countPolicies(form);
    form.querySelector("[data-redaction-fields]").hidden = !isRedacted(form);
    form.querySelector("[data-no-policy]").hidden = !isIncomplete(form);
  };
  form.addEventListener("change", update);
  update();
}

/** Whether it is not said yet what is to be taken out. */
export function isIncomplete(form) {
  return isRedacted(form) && policies(form).length === 0;
}

/** The groups of the request for what is switched on; only that is computed. */
export function chosenOptions(form) {
  const features = [...form.querySelectorAll("[data-feature]:checked")].map((input) => [input.dataset.feature, true]);
  return {
    ...(features.length ? { intelligence_features: Object.fromEntries(features) } : {}),
    ...(isRedacted(form) ? { privacy_settings: privacy(form) } : {}),
  };
}

function privacy(form) {
  const checked = (name) => form.querySelector(`[name="${name}"]:checked`).value;
  const some = form.querySelector("[data-policy]:not(:checked)") !== null;
  return {
    pii_redaction_enabled: true,
    // All are the default: the server knows of those that come to be, too.
    ...(some ? { pii_policies: policies(form) } : {}),
    pii_substitution: checked("substitution"),
    redacted_audio_method: checked("audio-method"),
    redacted_audio_format: form.querySelector("#audio-format").value,
  };
}

function isRedacted(form) {
  return form.querySelector("#redaction").checked;
}

function policies(form) {
  return [...form.querySelectorAll("[data-policy]:checked")].map((input) => input.value);
}

/** The box of a group stands for all that is in it. */
function choosePolicies(changed) {
  if (!changed?.matches("[data-policy-all]")) return;
  for (const input of changed.closest("[data-policy-group]").querySelectorAll("[data-policy]")) {
    input.checked = changed.checked;
  }
}

function countPolicies(form) {
  for (const group of form.querySelectorAll("[data-policy-group]")) {
    const all = group.querySelectorAll("[data-policy]").length;
    const chosen = group.querySelectorAll("[data-policy]:checked").length;
    const box = group.querySelector("[data-policy-all]");
    box.checked = chosen === all;
    box.indeterminate = chosen > 0 && chosen < all;
    group.querySelector("[data-policy-count]").textContent = `${chosen} of ${all}`;
  }
  const all = form.querySelectorAll("[data-policy]").length;
  const chosen = policies(form).length;
  form.querySelector("[data-policies-told]").textContent = chosen === all ? `all ${all} kinds` : `${chosen} of ${all} kinds`;
}
