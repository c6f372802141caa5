import { useTranslation } from "react-i18next";
import { BUILT_IN_ENTITIES } from "../flows/model/built-in";
import styles from "./understanding.module.css";

/** What needs no teaching, with what people write for it. */
export function BuiltInEntities() {
  const { t } = useTranslation();
  return (
    <section className={styles.builtIn} aria-label={t("understanding.builtIn")}>
      <h2>{t("understanding.builtIn")}</h2>
      <p className="soft">{t("understanding.builtInMeaning")}</p>
      <dl>
        {BUILT_IN_ENTITIES.map((name) => (
          <div key={name}>
            <dt>
              {t(`entity.name.${name}`)} <code>{name}</code>
            </dt>
            <dd className="soft">{t(`entity.example.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
