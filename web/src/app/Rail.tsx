import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { screensFor } from "./navigation";
import styles from "./Rail.module.css";
import { useSession } from "./session";
import { UserMenu } from "./UserMenu";

/** The screens at the left; at the bottom on a phone. */
export function Rail({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <nav className={styles.rail} aria-label={t("nav.label")} data-emulator={session.emulator || undefined}>
      <img className={styles.mark} src="/icon.svg" alt="" />
      <ul>
        {screensFor(session).map(({ name, to, icon: Icon }) => (
          <li key={name}>
            <Link to={to} className={styles.item} activeOptions={{ exact: to === "/" }} preload="intent">
              <Icon size={20} stroke={1.6} aria-hidden />
              <span>{t(`nav.${name}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.user}>
        <UserMenu onShortcuts={onShortcuts} />
      </div>
    </nav>
  );
}
