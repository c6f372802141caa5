import { SegmentedControl, Select, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { notifyDone } from "../app/notify";
import { useChangeLanguage } from "../app/use-change-language";
import { currentLanguage, LANGUAGES, type Language } from "../i18n";
import { ChangePasswordForm } from "../login/ChangePasswordForm";
import styles from "./settings.module.css";

export function Preferences() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const changeLanguage = useChangeLanguage();
  return (
    <section className={styles.section} aria-label={t("settings.preferences")}>
      <div className={styles.form}>
        <Select
          label={t("settings.language")}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          value={currentLanguage()}
          allowDeselect={false}
          onChange={(language) => {
            changeLanguage(language as Language);
          }}
        />
        <div>
          <h3 id="theme">{t("settings.theme")}</h3>
          <SegmentedControl
            aria-labelledby="theme"
            value={colorScheme}
            onChange={setColorScheme}
            data={[
              { value: "auto", label: t("settings.themeAuto") },
              { value: "light", label: t("settings.themeLight") },
              { value: "dark", label: t("settings.themeDark") },
            ]}
          />
        </div>
      </div>
      <div className={styles.password}>
        <h2>{t("login.change")}</h2>
        <ChangePasswordForm
          onDone={() => {
            notifyDone(t("login.changed"));
          }}
        />
      </div>
    </section>
  );
}
