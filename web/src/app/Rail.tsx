import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { screensFor } from "./navigation";
import styles from "./Rail.module.css";
import { useSession } from "./session";
import { UserMenu } from "./UserMenu";

/** The screens at the left; at the bottom on a phone. */
export function Rail({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // On a phone there are more rooms than fit; the one that is open is among those in sight.
  useEffect(() => {
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <nav className={styles.rail} aria-label={t("nav.label")} data-emulator={session.emulator || undefined}>
      <img className={styles.mark} src="/icon.svg" alt="" />
      <ul ref={list}>
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
