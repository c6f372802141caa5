import styles from "./Initials.module.css";

const HUES = 6;

function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? "")[0] ?? "",
  );
  return letters.join("").toUpperCase() || "?";
}

function hue(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;
}

/** A person as two letters on a quiet colour; the name itself stands beside it. */
export function Initials({ name, size = 36 }: { name: string; size?: number }) {
  return (
    <span
      className={styles.initials}
      data-hue={hue(name)}
      style={{ width: size, height: size, fontSize: size > 28 ? 14 : 12 }}
      aria-hidden
    >
      {initials(name)}
    </span>
  );
}
