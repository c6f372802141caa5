import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { standingAtQuery } from "../../api/flows";
import { RelativeTime } from "../../app/RelativeTime";
import { useMay } from "../../app/session";
import { useBuilder } from "../builder";
import { useStanding } from "../useStanding";
import styles from "./panel.module.css";

/** Who stands at this node now, with the way to their conversation. */
export function StandingList({ node }: { node: string }) {
  const { t } = useTranslation();
  const { flowId } = useBuilder();
  const { contacts: count = 0, left = 0 } = useStanding(flowId)[node] ?? {};
  const may = useMay()("read_conversations");
  const people = useQuery({ ...standingAtQuery(flowId, node), enabled: may && count > 0 });
  if (count === 0 && left === 0) return null;
  return (
    <section aria-label={t("builder.here", { count })}>
      <h3>{t("builder.here", { count })}</h3>
      {left > 0 && <p className="soft">{t("builder.left", { count: left })}</p>}
      <ul className={styles.people}>
        {people.data?.map(({ conversation_id, contact_name, since }) => (
          <li key={conversation_id}>
            <Link to="/inbox/$conversationId" params={{ conversationId: conversation_id }}>
              {contact_name}
            </Link>
            <span className="soft small">
              <RelativeTime at={since} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
