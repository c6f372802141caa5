import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconDownload, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { consentQuery, proofUrl } from "../api/contacts";
import type { ConsentHistory, ConsentStanding, Contact } from "../api/types";
import { numbersQuery } from "../api/workspace";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { ConsentChip } from "./ConsentChip";
import { ConsentWords } from "./ConsentWords";
import styles from "./person.module.css";
import { Panel } from "./Panel";
import { RecordConsent } from "./RecordConsent";

/** What may be sent, why, and the proof of it. */
export function ConsentPanel({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const consent = useQuery(consentQuery(contact.id));
  const [recording, setRecording] = useState(false);
  return (
    <Panel title={t("consent.title")} actions={<Export id={contact.id} />}>
      {consent.isPending && <LoadingRows rows={2} height={40} />}
      {consent.isError && <ErrorState error={consent.error} retry={() => void consent.refetch()} />}
      {consent.isSuccess && <Standing history={consent.data} />}
      {useMay()("manage_contacts") && (
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => {
            setRecording(true);
          }}
        >
          {t("consent.record")}
        </Button>
      )}
      <RecordConsent
        contact={contact}
        opened={recording}
        onClose={() => {
          setRecording(false);
        }}
      />
    </Panel>
  );
}

function Export({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconDownload size={14} />}
          rightSection={<IconChevronDown size={14} />}
        >
          {t("consent.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["html", "csv", "json"] as const).map((format) => (
          <Menu.Item key={format} component="a" href={proofUrl(id, format, i18n.language)} download>
            {t(`consent.format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const RECENT = 3;

function Standing({ history }: { history: ConsentHistory }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const latest = history.records.toReversed();
  const shown = all ? latest : latest.slice(0, RECENT);
  return (
    <>
      <ul className={styles.standing}>
        {history.standing.map((one) => (
          <li key={`${one.category} ${one.number_id ?? ""}`}>
            <span>
              <strong>{t(`consent.category.${one.category}`)}</strong> <Scope standing={one} />
            </span>
            <ConsentChip state={one.state} />
            <span className="soft small">{t(`consent.follows.${one.follows}`)}</span>
          </li>
        ))}
      </ul>
      {shown.length > 0 && (
        <ul className={styles.records} aria-label={t("consent.records")}>
          {shown.map((record) => (
            <li key={`${record.at} ${record.category} ${record.source} ${record.state} ${record.number_id ?? ""}`}>
              <ConsentWords record={record} />
            </li>
          ))}
        </ul>
      )}
      {latest.length > RECENT && !all && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            setAll(true);
          }}
        >
          {t("consent.all", { count: latest.length })}
        </Button>
      )}
    </>
  );
}

function Scope({ standing }: { standing: ConsentStanding }) {
  const may = useMay()("read_numbers");
  const numbers = useQuery({ ...numbersQuery, enabled: may && standing.number_id !== null });
  if (standing.number_id === null) return null;
  const number = numbers.data?.items.find(({ id }) => id === standing.number_id);
  return <span className="soft tabular">{number?.display_phone_number ?? standing.number_id}</span>;
}
