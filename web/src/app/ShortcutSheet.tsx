import { Kbd, Modal } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { SHORTCUT_SHEET } from "./shortcuts";
import styles from "./ShortcutSheet.module.css";

export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const groups = Object.keys(SHORTCUT_SHEET) as (keyof typeof SHORTCUT_SHEET)[];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("shortcuts.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={styles.sheet}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`shortcuts.${group}.title`)}</h3>
            <dl>
              {SHORTCUT_SHEET[group].map((keys, index) => (
                <Fragment key={keys.join("")}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{t(`shortcuts.${group}.${index}` as "shortcuts.anywhere.0")}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
