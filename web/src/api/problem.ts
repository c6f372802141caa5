// A refusal of the server (RFC 9457), as an error one can throw and put into words.

export interface FieldError {
  field: string;
  message: string;
  line?: number;
  column?: number;
}

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  errors?: FieldError[];
}

const TYPE_PREFIX = "urn:recado:problem:";

export class Problem extends Error {
  readonly status: number;
  /** The last word of the problem's type, such as `window_closed`. */
  readonly slug: string;
  readonly errors: FieldError[];
  /** Members beside these, depending on the type. */
  private readonly more: Record<string, unknown>;

  constructor(status: number, body: unknown) {
    const { type, title, detail, errors } = (typeof body === "object" && body !== null ? body : {}) as ProblemBody;
    super(detail ?? title ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.slug = type?.startsWith(TYPE_PREFIX) ? type.slice(TYPE_PREFIX.length) : "unknown";
    this.errors = errors ?? [];
    this.more = typeof body === "object" && body !== null ? { ...body } : {};
  }

  /** A member of this problem's type, such as the `contact_id` of `contact_exists`. */
  text(name: string): string | undefined {
    const value = this.more[name];
    return typeof value === "string" ? value : undefined;
  }
}

/** Whether trying again by itself can help: a broken connection or a server in trouble, never a refusal. */
export function isTransient(error: unknown): boolean {
  return error instanceof Problem ? error.status >= 500 : true;
}
