import { useQuery } from "@tanstack/react-query";
import { Navigate, useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "../api/session";
import { LANGUAGES, type Language, setLanguage } from "../i18n";
import { LoadingRows } from "../app/states";
import { ChangePasswordForm } from "./ChangePasswordForm";
import { LoginForm } from "./LoginForm";
import styles from "./login.module.css";

/** The door: log in, and on the first visit change the one-time password. */
export function LoginPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: "/login" });
  const { history } = useRouter();
  const session = useQuery(sessionQuery);
  const user = session.data?.user;
  if (session.isPending) return <LoadingRows rows={2} />;
  if (user && !user.must_change_password) return <Navigate to={localPath(next)} replace />;
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/icon.svg" alt="" width={40} height={40} />
        <h1>{t(user ? "login.changeTitle" : "login.title")}</h1>
        <p className="soft">{t(user ? "login.changeDetail" : "login.detail")}</p>
        {user ? (
          <ChangePasswordForm
            onDone={() => {
              history.push(localPath(next));
            }}
          />
        ) : (
          <LoginForm />
        )}
      </div>
      <LanguageLinks />
    </main>
  );
}

/** Only ever a page of ours: an address from outside must not choose where one lands. */
function localPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) && !next.startsWith("/login") ? next : "/";
}

function LanguageLinks() {
  const { t, i18n } = useTranslation();
  return (
    <nav className={styles.languages} aria-label={t("settings.language")}>
      {(Object.keys(LANGUAGES) as Language[]).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-current={i18n.language === language || undefined}
          onClick={() => void setLanguage(language)}
        >
          {LANGUAGES[language]}
        </button>
      ))}
    </nav>
  );
}
