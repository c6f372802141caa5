import { IconSpeakerphone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Referral } from "./meta";
import styles from "./content.module.css";

/** The advertisement somebody came by, above what they wrote. */
export function AdvertisementCard({ referral }: { referral: Referral }) {
  const { t } = useTranslation();
  return (
    <div className={styles.card}>
      <IconSpeakerphone size={24} stroke={1.5} aria-hidden />
      <div>
        <strong>{referral.headline ?? t("message.advertisement")}</strong>
        {referral.body && <div className="small">{referral.body}</div>}
        <div className="soft small">{t("message.advertisement")}</div>
      </div>
    </div>
  );
}
