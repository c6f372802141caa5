import { useNow } from "./clock";
import { useFormat } from "./format";

/** "3 minutes ago", with the exact time on hover. */
export function RelativeTime({ at, brief = false }: { at: number; brief?: boolean }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={format.exact(at)}>
      {brief ? format.brief(at, Math.max(now, at)) : format.relative(at, Math.max(now, at - 1))}
    </time>
  );
}
