import { IconBuildingStore, IconClock, IconMail, IconMapPin, IconTag, IconWorld } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { NumberProfile } from "../api/types";
import styles from "./numbers.module.css";

interface PreviewProps {
  name: string;
  profile: NumberProfile;
  /** Where the picture is, if there is one. */
  picture: string | null;
}

/** The profile as a customer's phone shows it. */
export function ProfilePreview({ name, profile, picture }: PreviewProps) {
  const { t } = useTranslation();
  const { about, description, address, email, websites, vertical } = profile;
  return (
    <figure className={styles.preview} aria-label={t("numbers.preview")}>
      <div className={styles.picture}>
        {picture === null ? <IconBuildingStore size={48} stroke={1.4} aria-hidden /> : <img src={picture} alt="" />}
      </div>
      <h3>{name}</h3>
      <Line icon={<IconTag size={16} />}>
        {vertical && t(`numbers.vertical.${vertical as "RETAIL"}`, { defaultValue: vertical })}
      </Line>
      <Line icon={<IconBuildingStore size={16} />}>{description}</Line>
      <Line icon={<IconMapPin size={16} />}>{address}</Line>
      <Line icon={<IconMail size={16} />}>{email}</Line>
      {websites
        .filter((website) => website !== "")
        .map((website) => (
          <Line key={website} icon={<IconWorld size={16} />}>
            {website}
          </Line>
        ))}
      <Line icon={<IconClock size={16} />}>{about}</Line>
    </figure>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: string }) {
  if (children.trim() === "") return null;
  return (
    <p className={styles.line}>
      {icon}
      <span>{children}</span>
    </p>
  );
}
