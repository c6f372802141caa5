// A phone that runs the draft: what is typed here is answered by the document as it stands, and nothing leaves the page
// but the question to the server what would happen.
import { SegmentedControl } from "@mantine/core";
import { IconBuildingStore } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../app/format";
import { ErrorState, LoadingRows } from "../../app/states";
import phone from "../../phones/phone.module.css";
import { useBuilder } from "../builder";
import { DraftInput } from "./DraftInput";
import { DraftThread } from "./DraftThread";
import { PersonFields } from "./PersonFields";
import styles from "./draft.module.css";
import { Requests } from "./Requests";
import { SampleBar } from "./SampleBar";
import { TimeTools } from "./TimeTools";
import { type PackSamples, usePackSamples } from "./usePackSamples";
import { useSimulation } from "./useSimulation";
import { VariableTable } from "./VariableTable";

const DETAILS = ["variables", "person", "requests"] as const;
type Detail = (typeof DETAILS)[number];

export default function DraftPhone() {
  const samples = usePackSamples();
  if (samples === undefined) return <LoadingRows rows={4} />;
  return <Phone key={samples?.pack} samples={samples} />;
}

function Phone({ samples }: { samples: PackSamples | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tree, error } = useBuilder();
  const play = useSimulation(samples);
  const { simulation, transcript } = play;
  const [detail, setDetail] = useState<Detail>("variables");
  const state = simulation.data?.state;
  return (
    <section className={styles.draft} aria-label={t("builder.panel.phone")}>
      <TimeTools play={play} />
      {samples && <SampleBar play={play} samples={samples} />}
      <div className={`${phone.phone} ${styles.phone}`}>
        <header className={phone.phoneHeader}>
          <IconBuildingStore size={24} stroke={1.6} aria-hidden />
          <div className={phone.phoneTitle}>
            <h2 className="ellipsis">{tree.name}</h2>
            <div className="small ellipsis">{format.dateTime(state?.now ?? transcript.at)}</div>
          </div>
        </header>
        {error ? <p className={styles.trouble}>{t("builder.unreadable")}</p> : null}
        {simulation.isError ? (
          <ErrorState error={simulation.error} retry={() => void simulation.refetch()} />
        ) : (
          <DraftThread play={play} />
        )}
        <DraftInput onSay={play.act} />
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t("builder.details")}
        value={detail}
        onChange={setDetail}
        data={DETAILS.map((one) => ({ value: one, label: t(`builder.detail.${one}`) }))}
      />
      {detail === "variables" && state && <VariableTable state={state} />}
      {detail === "person" && (
        <PersonFields key={transcript.sample?.name} person={transcript.person} onChange={play.meet} />
      )}
      {detail === "requests" && <Requests turns={simulation.data?.turns ?? []} onHappen={play.act} />}
    </section>
  );
}
