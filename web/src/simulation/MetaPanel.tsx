import { AccountCard } from "./AccountCard";
import { LimitsCard } from "./LimitsCard";
import { NumbersCard } from "./NumbersCard";
import styles from "./simulation.module.css";
import { TemplatesCard } from "./TemplatesCard";

/** What Meta decides: reviews, quality, restrictions, limits. */
export function MetaPanel() {
  return (
    <div className={styles.stack}>
      <TemplatesCard />
      <NumbersCard />
      <AccountCard />
      <LimitsCard />
    </div>
  );
}
