// The product under test: `recado demo` on a free port with data of its own, or one that runs already (RECADO_URL).
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BINARY = process.env.RECADO_BIN ?? fileURLToPath(new URL("../../target/debug/recado", import.meta.url));
const START_MS = 60_000;
/** Short, so that a test need not wait long for the moment at which a person is asked to decide. */
const UNCERTAIN_SECONDS = "4";

/** With arguments of its own, such as `--pack health`.
 * @returns {Promise<{ url: string, email: string, password: string, stop: () => Promise<void> }>} */
export async function startDemo(...options) {
  const { RECADO_URL: url, RECADO_EMAIL: email, RECADO_PASSWORD: password } = process.env;
  if (url) return { url, email, password, stop: async () => {} };
  const data = await mkdtemp(join(tmpdir(), "recado-e2e-"));
  const child = spawn(BINARY, ["demo", "--listen", "127.0.0.1:0", "--data", data, "--print-json", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { RECADO_UNCERTAIN_DEADLINE_SECONDS: UNCERTAIN_SECONDS, ...process.env },
  });
  const greeting = await firstLine(child);
  const stop = async () => {
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await exited;
    await rm(data, { recursive: true, force: true });
  };
  return { ...JSON.parse(greeting), stop };
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("recado did not say that it is ready")), START_MS);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`recado stopped with code ${code}`)));
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(timer);
      child.removeAllListeners("exit");
      resolve(line);
    });
  });
}
