// The little language of Flow JSON: `${data.a} == 'x' && !${form.b}`, and texts put together between back-ticks.
import type { Values } from "./flow-json";

/** What names in an expression mean: `data`, `form`, `screen`. */
export type Scope = Record<string, Values>;

type Token = { kind: "path" | "text" | "sign"; text: string } | { kind: "number"; value: number };

const TOKEN =
  /\s*(?:\$\{([^}]+)\}|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?)|(true|false)\b|(&&|\|\||[=!<>]=|[!<>()+\-*/%]))/y;

export class ExpressionError extends Error {}

function tokens(source: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (source.slice(TOKEN.lastIndex).trim() !== "") {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new ExpressionError(`cannot read “${source.slice(at)}”`);
    const [, path, text, number, word, sign] = match;
    if (path !== undefined) found.push({ kind: "path", text: path.trim() });
    else if (text !== undefined) found.push({ kind: "text", text: text.replaceAll(/\\(.)/g, "$1") });
    else if (number !== undefined) found.push({ kind: "number", value: Number(number) });
    else found.push({ kind: "sign", text: word ?? sign ?? "" });
  }
  return found;
}

export function lookUp(path: string, scope: Scope): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    return typeof value === "object" && value !== null ? (value as Values)[name] : undefined;
  }, scope);
}

const LEVELS = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];

/** Reads and computes at once: the expressions are a line long. */
class Reader {
  private at = 0;
  constructor(
    private readonly all: Token[],
    private readonly scope: Scope,
  ) {}

  whole(): unknown {
    const value = this.level(0);
    if (this.at < this.all.length) throw new ExpressionError("more follows than belongs there");
    return value;
  }

  /** Between back-ticks, things that stand side by side are put together. */
  joined(): string {
    let text = "";
    while (this.at < this.all.length) text += wordsOf(this.level(0));
    return text;
  }

  private level(depth: number): unknown {
    const signs = LEVELS[depth];
    if (!signs) return this.single();
    let left = this.level(depth + 1);
    for (let sign = this.sign(signs); sign !== undefined; sign = this.sign(signs)) {
      left = compute(sign, left, this.level(depth + 1));
    }
    return left;
  }

  private single(): unknown {
    const token = this.all[this.at++];
    if (!token) throw new ExpressionError("it ends too early");
    if (token.kind === "number") return token.value;
    if (token.kind === "path") return lookUp(token.text, this.scope);
    if (token.kind === "text") return token.text;
    if (token.text === "true" || token.text === "false") return token.text === "true";
    if (token.text === "!") return !isTrue(this.single());
    if (token.text === "-") return -Number(this.single());
    if (token.text !== "(") throw new ExpressionError(`“${token.text}” does not belong there`);
    const inside = this.level(0);
    if (this.sign([")"]) === undefined) throw new ExpressionError("a bracket is not closed");
    return inside;
  }

  private sign(wanted: string[]): string | undefined {
    const token = this.all[this.at];
    if (token?.kind !== "sign" || !wanted.includes(token.text)) return undefined;
    this.at += 1;
    return token.text;
  }
}

function compute(sign: string, left: unknown, right: unknown): unknown {
  switch (sign) {
    case "||":
      return isTrue(left) || isTrue(right);
    case "&&":
      return isTrue(left) && isTrue(right);
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return Number(left) < Number(right);
    case ">":
      return Number(left) > Number(right);
    case "<=":
      return Number(left) <= Number(right);
    case ">=":
      return Number(left) >= Number(right);
    case "+":
      return typeof left === "string" || typeof right === "string"
        ? wordsOf(left) + wordsOf(right)
        : Number(left) + Number(right);
    case "-":
      return Number(left) - Number(right);
    case "*":
      return Number(left) * Number(right);
    case "/":
      return Number(left) / Number(right);
    default:
      return Number(left) % Number(right);
  }
}

export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

export function wordsOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function evaluate(source: string, scope: Scope): unknown {
  return new Reader(tokens(source), scope).whole();
}

const ONE_PATH = /^\s*\$\{([^}]+)\}\s*$/;
const ANY_PATH = /\$\{([^}]+)\}/g;

/** A value of Flow JSON with its bindings filled in: one binding keeps its kind, several make a text. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (typeof value === "string") return resolveText(value, scope);
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner, scope)]));
}

function resolveText(text: string, scope: Scope): unknown {
  const only = ONE_PATH.exec(text)?.[1];
  if (only !== undefined) return lookUp(only.trim(), scope);
  const computed = /^`([^]*)`$/.exec(text.trim())?.[1];
  if (computed === undefined)
    return text.replaceAll(ANY_PATH, (_, path: string) => wordsOf(lookUp(path.trim(), scope)));
  try {
    return new Reader(tokens(computed), scope).joined();
  } catch {
    // A mistake in somebody's Flow: shown as written, so that they see it.
    return text;
  }
}

/** A condition, with or without back-ticks; one that cannot be read does not hold. */
export function holds(condition: unknown, scope: Scope): boolean {
  if (typeof condition !== "string") return isTrue(condition);
  try {
    return isTrue(evaluate(condition.trim().replaceAll(/^`|`$/g, ""), scope));
  } catch {
    return false;
  }
}
