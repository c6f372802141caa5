// What stands around every screen: rail, health strip, palette, keyboard sheet, and the live events behind them.
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { followServer } from "../api/live";
import { closestLanguage, setLanguage } from "../i18n";
import { tellOfTemplate } from "../templates/notice";
import { CommandPalette } from "./CommandPalette";
import { HealthStrip } from "./HealthStrip";
import { screensFor } from "./navigation";
import { Rail } from "./Rail";
import { useSession } from "./session";
import styles from "./Shell.module.css";
import { ShortcutSheet } from "./ShortcutSheet";
import { useShortcuts } from "./shortcuts";
import { useTitle } from "./useTitle";

export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [sheetOpen, setSheetOpen] = useState(false);
  const openSheet = () => {
    setSheetOpen(true);
  };

  useEffect(() => {
    const stream = followServer(queries, session.user.id, tellOfTemplate);
    return stream.close;
  }, [queries, session.user.id]);
  useEffect(() => {
    if (session.user.language) void setLanguage(closestLanguage(session.user.language));
  }, [session.user.language]);
  useTitle();
  useShortcuts({
    "?": openSheet,
    ...Object.fromEntries(screensFor(session).map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])),
  });

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t("nav.skip")}
      </a>
      <HealthStrip onShortcuts={openSheet} />
      <Rail onShortcuts={openSheet} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <CommandPalette />
      <ShortcutSheet
        opened={sheetOpen}
        onClose={() => {
          setSheetOpen(false);
        }}
      />
    </div>
  );
}
