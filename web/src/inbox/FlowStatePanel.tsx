import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FlowState } from "../api/types";
import { useMay } from "../app/session";
import type { Act } from "./actions";
import { Fact, Section, Values } from "./ContactPanel";

/** Where the bot stands with this person, and what it has learnt. */
export function FlowStatePanel({ session, act }: { session: FlowState | null; act: Act }) {
  const { t } = useTranslation();
  const may = useMay()("manage_conversations");
  if (!session) {
    return (
      <Section title={t("flowState.title")}>
        <p className="soft">{t("flowState.none")}</p>
      </Section>
    );
  }
  const variables = Object.entries(session.variables);
  return (
    <Section title={t("flowState.title")}>
      <dl>
        <Fact name={t("flowState.flow")}>
          <Link to="/flows/$flowId" params={{ flowId: session.flow_id }}>
            {session.flow_name}
          </Link>
        </Fact>
        <Fact name={t("flowState.node")}>{session.node}</Fact>
      </dl>
      {variables.length > 0 && <Values values={variables} />}
      {may && (
        <Button
          size="compact-sm"
          variant="default"
          mt={8}
          onClick={() => {
            act({ verb: "reset-session" });
          }}
        >
          {t("flowState.reset")}
        </Button>
      )}
    </Section>
  );
}
