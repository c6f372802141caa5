import { IconMapPinFilled } from "@tabler/icons-react";
import type { Location } from "./meta";
import styles from "./content.module.css";

/** A pin on a plain map: real maps would tell strangers where somebody's customers are. */
export function LocationContent({ location }: { location: Location }) {
  const place = [location.latitude, location.longitude].map((degrees) => Number(degrees).toFixed(5)).join(", ");
  return (
    <div className={styles.place}>
      <div className={styles.map} aria-hidden>
        <IconMapPinFilled size={28} />
      </div>
      <div className={styles.placeWords}>
        <strong>{location.name ?? place}</strong>
        {location.address && <div className="soft small">{location.address}</div>}
        {location.name && <div className="soft small tabular">{place}</div>}
      </div>
    </div>
  );
}
