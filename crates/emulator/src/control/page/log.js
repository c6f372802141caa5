// The log: every exchange with the business, the newest first, each to be opened.
import { byId, call, clock, make, pretty } from "./dom.js";
import { say } from "./words.js";

let timer = null, open = null, seen = "";

const query = () => {
  const search = new URLSearchParams({ limit: "200", newest: "true", brief: "true" });
  if (byId("log-kind").value) search.set("kind", byId("log-kind").value);
  if (byId("log-words").value.trim()) search.set("q", byId("log-words").value.trim());
  if (byId("log-troubled").checked) search.set("troubled", "true");
  return search;
};

const row = exchange => {
  const bad = exchange.status === null || exchange.status >= 400;
  const about = [exchange.method, exchange.summary && exchange.target, exchange.note, exchange.error_code];
  const status = make("td", { textContent: exchange.status ?? say.noAnswer, className: bad ? "failed" : "" });
  const button = make("button", { type: "button", className: "link", textContent: exchange.summary || exchange.target, onclick: () => show(exchange.id) });
  button.setAttribute("aria-expanded", open === exchange.id);
  return make("tr", {},
    make("td", { textContent: clock(exchange.at) }),
    make("td", { textContent: say.kinds[exchange.kind] }),
    status,
    make("td", {}, button, make("small", { textContent: " " + about.filter(Boolean).join(" · ") })));
};

const draw = async () => {
  const page = await call("/log?" + query()).catch(() => null);
  if (!page) return;
  const now = JSON.stringify([page.items.map(item => item.id), open]);
  if (now === seen) return;
  seen = now;
  byId("log-rows").replaceChildren(...page.items.map(row));
  byId("log-none").hidden = page.items.length > 0;
};

const show = async id => {
  open = open === id ? null : id;
  byId("exchange").hidden = open === null;
  await draw();
  if (open === null) return;
  const exchange = await call("/log/" + id);
  byId("exchange-title").textContent = `${exchange.method} ${exchange.target}`;
  byId("exchange-request").textContent = pretty(exchange.request);
  byId("exchange-answer").textContent = `${exchange.status ?? say.noAnswer}\n${pretty(exchange.answer)}`;
};

for (const id of ["log-kind", "log-troubled"]) byId(id).onchange = draw;
byId("log-words").oninput = draw;
byId("exchange-close").onclick = () => show(open);

/** While it is looked at, it keeps up with what happens. */
export const shown = visible => {
  clearInterval(timer);
  if (!visible) return;
  draw();
  timer = setInterval(() => { if (!document.hidden) draw(); }, 1500);
};
