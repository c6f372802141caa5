// What every part of the page needs: elements, the control API, moments in words.
import { language } from "./words.js";

export const byId = id => document.getElementById(id);

/** An element with properties and children; what is nothing is left out. */
export const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return node;
};

/** Calls the control API; what it refuses is an error with its reason. */
export const call = async (path, method = "GET", body) => {
  const options = { method, headers: body ? { "content-type": "application/json" } : {}, body: body && JSON.stringify(body) };
  const answer = await fetch("/emulator" + path, options);
  const text = await answer.text();
  if (answer.ok) return text ? JSON.parse(text) : null;
  let reason = text;
  try { reason = JSON.parse(text).detail || text; } catch { /* It is not JSON: the text is all there is. */ }
  throw new Error(reason);
};

export const clock = at => new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
export const moment = at => new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "medium" });

/** JSON as people read it; other text as it is. */
export const pretty = text => {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
};
