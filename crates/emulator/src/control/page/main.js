// The parts of the page, one at a time: the address says which.
import { byId, call, moment } from "./dom.js";
import { language, say } from "./words.js";
import { watch } from "./phones.js";
import * as log from "./log.js";
import * as steering from "./steering.js";

document.documentElement.lang = language;
document.title = say.title;
for (const node of document.querySelectorAll("[data-word]")) node.textContent = say[node.dataset.word];
for (const node of document.querySelectorAll("[data-label]")) {
  node.setAttribute("aria-label", say[node.dataset.label]);
  if (node.tagName === "INPUT") node.placeholder = say[node.dataset.label];
}

const PARTS = { phones: null, steering, log };

const show = () => {
  const wanted = location.hash.slice(1) in PARTS ? location.hash.slice(1) : "phones";
  for (const [name, part] of Object.entries(PARTS)) {
    byId(name).hidden = name !== wanted;
    document.querySelector(`a[href="#${name}"]`).setAttribute("aria-current", name === wanted ? "page" : "false");
    if (part) part.shown(name === wanted);
  }
};

const glance = async () => {
  if (document.hidden) return;
  const state = await call("/state").catch(() => null);
  byId("state").textContent = state
    ? `${moment(state.time.now)} · ×${state.time.speed} · ${state.webhooks.waiting} ${say.waiting}`
    : say.gone;
};

addEventListener("hashchange", show);
show();
watch();
glance();
setInterval(glance, 2000);
