// The phones: who they belong to, what is on them, and what their owners write.
import { byId, call, clock, make } from "./dom.js";
import { say } from "./words.js";

const customers = new Map();
let chosen = null, messages = [];

// What a message says in one line.
const oneLine = m => {
  const c = m.message, i = c.interactive || {};
  return (m.shown && m.shown.body) || (c.text && c.text.body) || (i.body && i.body.text) || (i.button_reply && i.button_reply.title)
    || (i.list_reply && i.list_reply.title) || (c.button && c.button.text) || (c.reaction && c.reaction.emoji)
    || (c[c.type] && c[c.type].caption) || "[" + c.type + "]";
};

const drawPeople = () => {
  const list = [...customers.values()].sort((a, b) => ((b.last && b.last.at) || 0) - ((a.last && a.last.at) || 0) || a.id - b.id);
  byId("people").replaceChildren(...list.map(person => {
    const face = make("span", { className: "face", textContent: [...person.name][0] });
    face.style.background = `hsl(${(person.id * 47) % 360} 45% 42%)`;
    const button = make("button", { onclick: () => choose(person.id) }, face,
      make("span", { className: "who", textContent: person.name }),
      make("span", { className: "when", textContent: person.last ? clock(person.last.at) : "" }),
      make("span", { className: "what", textContent: person.typing ? say.typing : person.last ? person.last.text : "" }),
      person.unread ? make("span", { className: "count", textContent: person.unread }) : null);
    button.setAttribute("aria-current", person.id === chosen);
    return make("li", {}, button);
  }));
};

const tap = (message, quoted) => send(message, quoted);
const choice = (label, message, quoted, note) =>
  make("button", { type: "button", onclick: () => tap(message, quoted) }, label, note ? make("small", { textContent: note }) : null);

const interactiveChoices = m => {
  const i = m.message.interactive, action = i.action || {};
  const reply = (kind, chosen) => ({ type: "interactive", interactive: { type: kind, [kind]: chosen } });
  if (i.type === "button") {
    return make("div", { className: "choices" }, ...action.buttons.filter(b => b.reply).map(b =>
      choice(b.reply.title, reply("button_reply", { id: b.reply.id, title: b.reply.title }), m.id)));
  }
  if (i.type === "list") {
    const rows = action.sections.flatMap(section => [
      section.title ? make("small", { textContent: section.title }) : null,
      ...section.rows.map(row => choice(row.title, reply("list_reply", row), m.id, row.description)),
    ]);
    return make("details", {}, make("summary", { textContent: "☰ " + (action.button || say.list) }), make("div", { className: "choices" }, ...rows));
  }
  if (i.type === "cta_url") return make("div", { className: "choices" }, choiceLink(action.parameters.display_text, action.parameters.url));
  if (i.type === "location_request_message") {
    return make("div", { className: "choices" }, choice("📍", { type: "location", location: { latitude: 40.4168, longitude: -3.7038 } }, m.id));
  }
  return null;
};
const choiceLink = (label, url) => /^https?:/.test(url)
  ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", textContent: "↗ " + label }) : make("span", { textContent: label });

const templateChoices = m => m.shown && m.shown.buttons && make("div", { className: "choices" }, ...m.shown.buttons.map(b =>
  b.type === "quick_reply" ? choice(b.text, { type: "button", button: { payload: b.payload, text: b.text } }, m.id)
    : b.type === "url" ? choiceLink(b.text, b.url) : make("span", { textContent: b.text })));

const media = part => {
  if (!part) return null;
  const source = part.id ? "/emulator/media/" + encodeURIComponent(part.id) : /^https?:/.test(part.link || "") ? part.link : null;
  return source && make("img", { src: source, alt: part.caption || "", loading: "lazy" });
};
const location_ = l => l && make("div", { textContent: "📍 " + [l.name, l.address, l.latitude + ", " + l.longitude].filter(Boolean).join(" · ") });
const ticks = m => m.status === "failed" ? "" : { accepted: "🕓", sent: "✓", delivered: "✓✓", read: "✓✓" }[m.status] || "";

const header = h => !h ? null : h.type === "text" ? make("strong", { textContent: h.text + "\n" }) : h.type === "image" ? media(h.image) : make("div", { textContent: "[" + h.type + "]" });

const drawMessage = m => {
  const c = m.message, i = c.interactive, mine = m.direction === "from_customer";
  const quoted = m.context && messages.find(other => other.id === m.context.id);
  const foot = (i && i.footer && i.footer.text) || (m.shown && m.shown.footer);
  const node = make("li", { className: "message" + (mine ? " mine" : "") },
    m.group_subject ? make("b", { className: "group", textContent: [m.group_subject, m.author && m.author.name].filter(Boolean).join(" · ") }) : null,
    m.pinned_until ? make("small", { textContent: "📌" }) : null,
    quoted ? make("blockquote", { textContent: oneLine(quoted) }) : null,
    c.referral ? make("blockquote", { textContent: "📣 " + [c.referral.headline, c.referral.body].filter(Boolean).join(" · ") }) : null,
    header((i && i.header) || (m.shown && m.shown.header)),
    c.type === "image" || c.type === "sticker" ? media(c[c.type]) : null,
    c.type === "document" ? make("div", { textContent: "📄 " + (c.document.filename || "") }) : null,
    location_(c.location),
    c.type === "location" || (c.type === "image" && !c.image.caption) ? null : make("span", { textContent: oneLine(m) }),
    foot ? make("footer", { textContent: foot }) : null,
    !mine && i ? interactiveChoices(m) : null,
    !mine && c.type === "template" ? templateChoices(m) : null,
    m.altered ? make("small", { textContent: say.altered[m.altered] }) : null,
    m.order ? orderChoices(m) : null,
    m.error ? make("div", { className: "failed", textContent: say.failed + ": " + m.error.title + " (" + m.error.code + ")" }) : null,
    make("small", {}, clock(m.at) + " ", mine ? make("span", { className: m.status === "read" ? "read" : "", textContent: ticks(m) }) : null));
  return node;
};

const orderChoices = m => {
  const pay = status => call(`/customers/${chosen}/payments`, "POST", { message_id: m.id, status }).catch(tell);
  const state = make("small", { textContent: [m.order.status, m.order.payment].filter(Boolean).join(" · ") });
  if (m.order.payment === "captured") return state;
  return make("div", { className: "choices" }, state,
    make("button", { type: "button", textContent: say.pay, onclick: () => pay("captured") }),
    make("button", { type: "button", textContent: say.payFails, onclick: () => pay("failed") }));
};

const drawThread = () => {
  const thread = byId("thread"), person = customers.get(chosen);
  const low = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  thread.replaceChildren(...(messages.length ? messages.map(drawMessage) : [make("li", { className: "empty", textContent: say.none })]));
  if (person && person.typing) thread.append(make("li", { className: "message", textContent: say.typing }));
  if (low) thread.scrollTop = thread.scrollHeight;
};

const drawTitle = () => {
  const person = customers.get(chosen);
  document.body.classList.toggle("chatting", Boolean(person));
  byId("compose").hidden = byId("online").hidden = byId("any-kind").hidden = !person;
  byId("name").textContent = person ? person.name : "";
  byId("number").textContent = !person ? "" : "+" + person.phone + (person.username ? " · @" + person.username + " · " + say.hidden : "") + " · " + say.profiles[person.held ? "still" : person.profile];
  if (!person) return;
  byId("online").textContent = person.online ? say.switchOff : say.switchOn;
  byId("text").placeholder = say.write.replace("{0}", person.name);
  byId("text").setAttribute("aria-label", byId("text").placeholder);
};

const read = async () => {
  const person = customers.get(chosen);
  if (!person || document.hidden || !person.online) return;
  person.unread = 0;
  await call(`/customers/${chosen}/read`, "POST");
};
const choose = async id => {
  chosen = id;
  messages = (await call(`/customers/${id}/messages`)).items;
  drawTitle(); drawThread(); drawPeople();
  byId("thread").scrollTop = byId("thread").scrollHeight;
  await read();
};
const tell = problem => { byId("problem").textContent = problem.message; };
const send = async (message, quoted, file) => {
  byId("problem").textContent = "";
  await call(`/customers/${chosen}/messages`, "POST", { message, context_id: quoted || null, file: file || null }).catch(tell);
};

byId("compose").onsubmit = async event => {
  event.preventDefault();
  const body = byId("text").value.trim();
  if (!body) return;
  byId("text").value = "";
  await send({ type: "text", text: { body } });
};
byId("raw").onsubmit = async event => {
  event.preventDefault();
  try { await send(JSON.parse(byId("raw-message").value)); } catch (problem) { tell(problem); }
};
byId("file").onclick = () => byId("picture").click();
byId("picture").onchange = () => {
  const file = byId("picture").files[0];
  if (!file) return;
  const reader = new FileReader();
  reader.onload = () => send({ type: "image", image: {} }, null, { mime_type: file.type, data: String(reader.result).split(",")[1] });
  reader.readAsDataURL(file);
  byId("picture").value = "";
};
byId("online").onclick = async () => { const p = customers.get(chosen); await call(`/customers/${chosen}`, "PATCH", { online: !p.online }); };
byId("back").onclick = () => { chosen = null; messages = []; drawTitle(); drawThread(); drawPeople(); };
byId("new").onsubmit = async event => {
  event.preventDefault();
  const person = await call("/customers", "POST", { name: byId("new-name").value });
  byId("new-name").value = "";
  customers.set(person.id, person);
  await choose(person.id);
};
document.onvisibilitychange = read;

const load = async () => {
  for (const person of (await call("/customers")).items) customers.set(person.id, person);
  drawPeople();
  if (chosen !== null) await choose(chosen); else drawTitle();
};
export const watch = () => {
  const events = new EventSource("/emulator/events");
  const on = (name, act) => events.addEventListener(name, event => act(JSON.parse(event.data)));
  events.onopen = load;
  on("reset", load);
  on("customer", ({ customer }) => { customers.set(customer.id, customer); drawPeople(); drawTitle(); });
  on("typing", ({ customer_id }) => {
    const person = customers.get(customer_id);
    if (!person) return;
    person.typing = true;
    setTimeout(() => { person.typing = false; drawPeople(); if (customer_id === chosen) drawThread(); }, 25000);
    drawPeople(); if (customer_id === chosen) drawThread();
  });
  on("message", ({ customer_id, message }) => {
    const person = customers.get(customer_id);
    if (person) {
      person.last = { text: oneLine(message), at: message.at, direction: message.direction };
      if (message.direction === "to_customer") person.typing = false;
    }
    if (customer_id === chosen) {
      const at = messages.findIndex(m => m.id === message.id);
      if (at < 0) messages.push(message); else messages[at] = message;
      drawThread();
    }
    drawPeople();
  });
  on("status", ({ customer_id, id, status, direction }) => {
    const person = customers.get(customer_id), message = customer_id === chosen && messages.find(m => m.id === id);
    if (person && direction === "to_customer" && customer_id !== chosen) {
      const change = { delivered: 1, read: -1 }[status] || 0;
      person.unread = Math.max(0, person.unread + change);
      if (change) drawPeople();
    }
    if (message) { message.status = status; if (status === "failed") choose(chosen); else drawThread(); }
    if (message && status === "delivered") read();
  });
};
