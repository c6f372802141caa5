// A `recado emulator` of one's own, its control API, and the business's end: the client watched, and its webhook server.
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { normalizeWebhook, verifySignature } from "@kapso/whatsapp-cloud-api/server";
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { publicMethods } from "./surface.mjs";

const BINARY = process.env.RECADO_BIN ?? fileURLToPath(new URL("../../../target/debug/recado", import.meta.url));
const APP_SECRET = "emulated-app-secret";
const TOKEN = "EAAemulated";
// Nothing takes so long; it only ends a test that waits for what never comes.
const PATIENCE_MS = 45_000;
// As long as a webhook takes that is on its way already; then the clock is moved on.
const A_MOMENT_MS = 30;

/** The running program; its clock stands still unless somebody waits. */
export async function startEmulator() {
  const process = spawn(BINARY, ["emulator", "--listen", "127.0.0.1:0", "--print-json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: process.stdout }), "line");
  const { url } = JSON.parse(line);
  const control = async (method, path, body) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${url}/emulator${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  await control("PUT", "/time", { speed: 0 });
  return { url, control, state: await control("GET", "/state"), stop: () => process.kill() };
}

/** A server that takes webhooks as the README says, and lets one wait for what it understood. */
export async function startReceiver(emulator) {
  const arrived = [];
  const news = new EventEmitter();
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const rawBody = Buffer.concat(chunks);
    const signatureHeader = request.headers["x-hub-signature-256"];
    if (!verifySignature({ appSecret: APP_SECRET, rawBody, signatureHeader })) return response.writeHead(401).end();
    arrived.push(normalizeWebhook(JSON.parse(rawBody.toString("utf8"))));
    news.emit("webhook");
    response.writeHead(200).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await emulator.control("PUT", "/webhook_url", { url: `http://127.0.0.1:${server.address().port}/` });
  /** The first that `wanted` finds something in, arrived already or still to come; time passes meanwhile. */
  const until = async (wanted) => {
    const latest = Date.now() + PATIENCE_MS;
    while (Date.now() < latest) {
      for (const webhook of arrived) {
        const found = wanted(webhook);
        if (found) return found;
      }
      const came = await once(news, "webhook", { signal: AbortSignal.timeout(A_MOMENT_MS) }).catch(() => undefined);
      if (!came) await emulator.control("PUT", "/time", { step_ms: 1000 });
    }
    throw new Error(`it never came; the last was ${JSON.stringify(arrived.at(-1))}`);
  };
  return { until, stop: () => server.close() };
}

/** The client, pointed at the emulator by its own option, and the names of the calls that came back well. */
export function watchedClient(emulator) {
  const worked = new Set();
  const client = new WhatsAppClient({ accessToken: TOKEN, baseUrl: emulator.url, graphVersion: "v26.0" });
  return { client: watched(client, "", worked), offered: publicMethods(client), worked };
}

function watched(target, path, worked) {
  return new Proxy(target, {
    get(of, name) {
      const value = of[name];
      if (typeof value === "object" && value !== null) return watched(value, `${path}${String(name)}.`, worked);
      if (typeof value !== "function") return value;
      return async (...inputs) => {
        const result = await value.apply(of, inputs);
        worked.add(`${path}${String(name)}`);
        return result;
      };
    },
  });
}
