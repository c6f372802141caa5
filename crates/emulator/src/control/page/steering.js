// Steering: time, faults, people, what Meta decides, and webhooks and calls by hand.
import { byId, call, make, moment, pretty } from "./dom.js";
import { say } from "./words.js";

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const QUALITIES = ["GREEN", "YELLOW", "RED", "UNKNOWN"];
const STATUSES = ["PENDING", "APPROVED", "REJECTED", "PAUSED", "DISABLED"];
const TIERS = ["TIER_250", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED"];
const REVIEWS = ["APPROVED", "PENDING", "DEFERRED", "REJECTED"];
const BADGES = ["NOT_STARTED", "PENDING", "APPROVED", "REJECTED"];
const RESTRICTIONS = ["RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", "RESTRICTED_UTILITY_TEMPLATES"];
const PROFILES = ["", "chatty", "tapper", "impatient", "silent", "opts_out", "never_reads", "still"];
let timer = null;

/** Does something, tells when it cannot be done, and draws what has become of it. */
const act = async (deed, ...then) => {
  byId("steering-problem").textContent = "";
  try {
    await deed();
    for (const draw of then) await draw();
  } catch (problem) {
    byId("steering-problem").textContent = problem.message;
  }
};
const patch = (path, change, draw) => act(() => call(path, "PATCH", change), draw);

const choose = (label, options, value, onpick) => {
  const select = make("select", { onchange: () => onpick(select.value) },
    ...options.map(option => make("option", { value: option, textContent: option || "—", selected: option === value })));
  select.setAttribute("aria-label", label);
  return select;
};
const named = (label, options, value, onpick) => make("label", {}, label + " ", choose(label, options, value, onpick));
const tick = (label, checked, onpick) => {
  const box = make("input", { type: "checkbox", checked, onchange: () => onpick(box.checked) });
  return make("label", { className: "tick" }, box, " " + label);
};
const button = (label, onclick) => make("button", { type: "button", className: "plain", textContent: label, onclick });

const drawTime = async () => {
  const time = await call("/time");
  byId("now").textContent = moment(time.now);
  byId("next-due").textContent = time.next_due ? `${say.next}: ${moment(time.next_due)}` : say.nothingDue;
  if (document.activeElement !== byId("speed")) byId("speed").value = String(time.speed);
};
const setTime = change => act(() => call("/time", "PUT", change), drawTime);
byId("speed").onchange = () => setTime({ speed: Number(byId("speed").value) });
for (const [id, step] of [["step-minute", MINUTE], ["step-hour", HOUR], ["step-day", DAY]]) {
  byId(id).onclick = () => setTime({ step_ms: step });
}
byId("step-next").onclick = () => act(async () => {
  const { next_due } = await call("/time");
  if (next_due) await call("/time", "PUT", { now: next_due });
}, drawTime);

const drawWay = async () => {
  const state = await call("/state");
  byId("base-url").textContent = state.base_url;
  byId("accounts").textContent = `${say.account} ${state.waba_id} · app ${state.app_id} · ${state.customers} ${say.people.toLowerCase()}`;
  const { delivered, waiting, failed_attempts, given_up, unsubscribed } = state.webhooks;
  byId("tally").textContent = say.tally(delivered, waiting, failed_attempts, given_up + unsubscribed);
  if (document.activeElement !== byId("webhook-url")) byId("webhook-url").value = state.webhook_url || "";
};
byId("webhook-form").onsubmit = event => {
  event.preventDefault();
  act(() => call("/webhook_url", "PUT", { url: byId("webhook-url").value.trim() || null }), drawWay);
};

const drawNumbers = async () => {
  const { items } = await call("/numbers");
  byId("numbers").replaceChildren(...items.map(number => {
    const path = "/numbers/" + number.phone_number_id;
    return make("li", {},
      make("b", { textContent: `${number.display_phone_number} · ${number.verified_name}` }), make("code", { textContent: number.phone_number_id }),
      named(say.quality, QUALITIES, number.quality, quality => patch(path, { quality }, drawNumbers)),
      named(say.badge, BADGES, number.badge, badge => patch(path, { badge }, drawNumbers)),
      tick(say.registered, number.registered, registered => patch(path, { registered }, drawNumbers)),
      tick(say.inApp, number.in_business_app, joined => act(() => call(path + "/business_app", "PUT", { joined }), drawNumbers)));
  }));
};

const drawTemplates = async () => {
  const { items } = await call("/templates");
  byId("templates-none").hidden = items.length > 0;
  byId("templates").replaceChildren(...items.map(template => {
    const decide = change => act(() => call("/templates/" + template.id, "PUT", change), drawTemplates);
    return make("li", {},
      make("b", { textContent: `${template.name} · ${template.language}` }), make("span", { textContent: template.category }),
      named(say.status, STATUSES, template.status, status => decide({ status })),
      named(say.quality, QUALITIES, template.quality || "UNKNOWN", quality => decide({ quality })));
  }));
};

const drawAccount = async () => {
  const account = await call("/account");
  const change = name => value => patch("/account", { [name]: value }, drawAccount);
  const lift = kind => act(() => call("/account/restrictions/" + kind, "DELETE"), drawAccount);
  byId("account").replaceChildren(
    make("li", {}, say.tier, choose(say.tier, TIERS, account.tier, change("tier")), say.reached(account.people_reached)),
    make("li", {}, say.review, choose(say.review, REVIEWS, account.review, change("review"))),
    make("li", {}, tick(say.locked, account.locked, change("locked")), tick(say.canPay, account.can_pay, change("can_pay")),
      tick(say.pacing, account.pacing, change("pacing"))),
    make("li", {}, say.restrict, choose(say.restrict, ["", ...RESTRICTIONS], "",
      kind => kind && act(() => call("/account/restrictions/" + kind, "PUT", {}), drawAccount))),
    ...account.restrictions.map(({ restriction_type: kind }) => make("li", {}, kind, button(say.lift, () => lift(kind)))));
};

const drawFaults = async () => {
  const faults = await call("/faults");
  const put = change => act(() => call("/faults", "PUT", { ...faults, ...change }), drawFaults);
  const rates = Object.entries(faults).filter(([, value]) => typeof value === "number");
  byId("faults").replaceChildren(...rates.map(([name, value]) => {
    const input = make("input", { type: "number", min: 0, step: name.endsWith("_ms") ? 100 : 0.01, value, onchange: () => put({ [name]: Number(input.value) }) });
    if (!name.endsWith("_ms")) input.max = 1;
    return make("label", {}, input, " " + name.replaceAll("_", " "));
  }));
  byId("errors").replaceChildren(...Object.entries(faults.errors).map(([code, rate]) => {
    const { [code]: gone, ...others } = faults.errors;
    return make("li", {}, `${code} × ${rate}`, button(say.remove, () => put({ errors: others })));
  }));
  byId("error-form").onsubmit = event => {
    event.preventDefault();
    put({ errors: { ...faults.errors, [byId("error-code").value]: Number(byId("error-rate").value) } });
  };
  byId("no-faults").onclick = () => act(() => call("/faults", "PUT", {}), drawFaults);
};

byId("crowd-profile").replaceChildren(...PROFILES.map(profile => make("option", { value: profile, textContent: profile ? say.profiles[profile] : say.mixture })));
byId("crowd-form").onsubmit = event => {
  event.preventDefault();
  const crowd = { count: Number(byId("crowd-count").value), chatting: Number(byId("crowd-chatting").value) };
  if (byId("crowd-seed").value) crowd.seed = Number(byId("crowd-seed").value);
  if (byId("crowd-profile").value) crowd.profile = byId("crowd-profile").value;
  act(() => call("/population", "POST", crowd), drawWay);
};

byId("hook-form").onsubmit = event => {
  event.preventDefault();
  act(() => call("/webhooks", "POST", { field: byId("hook-field").value, value: JSON.parse(byId("hook-value").value) }), drawWay);
};
byId("graph-form").onsubmit = event => {
  event.preventDefault();
  act(async () => {
    const body = byId("graph-body").value.trim();
    const request = { method: byId("graph-method").value, path: byId("graph-path").value, ...(body && { body: JSON.parse(body) }) };
    const answer = await call("/graph", "POST", request);
    byId("graph-answer").textContent = `${answer.status ?? say.noAnswer}\n${pretty(JSON.stringify(answer.body))}`;
  });
};

/** While it is looked at, clock and counts keep up; the rest is drawn anew at each visit. */
export const shown = visible => {
  clearInterval(timer);
  if (!visible) return;
  act(() => {}, drawTime, drawWay, drawNumbers, drawTemplates, drawAccount, drawFaults);
  timer = setInterval(() => { if (!document.hidden) act(() => {}, drawTime, drawWay); }, 2000);
};
