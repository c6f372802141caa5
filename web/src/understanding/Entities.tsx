// The things customers name: those of the business, to teach, and those that every business knows.
import { Button, UnstyledButton } from "@mantine/core";
import { IconPlus, IconTags } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { entitiesQuery } from "../api/intents";
import type { IntentEntity } from "../api/types";
import { Chip } from "../app/Chip";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { BuiltInEntities } from "./BuiltInEntities";
import { EntityEditor } from "./EntityEditor";
import { wayOf } from "./entity-draft";
import styles from "./understanding.module.css";

/** The name of the entity that is not there yet. */
const NEW = "";

export function Entities() {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  const entities = useQuery(entitiesQuery);
  const [chosen, setChosen] = useState<string>();
  if (entities.isPending) return <LoadingRows rows={5} />;
  if (entities.isError) return <ErrorState error={entities.error} retry={() => void entities.refetch()} />;
  const { items } = entities.data;
  const open = chosen === NEW ? undefined : (items.find(({ name }) => name === chosen) ?? items[0]);
  const isEditing = chosen === NEW || open !== undefined;
  return (
    <div className={styles.entityBench}>
      <nav className={styles.list} aria-label={t("understanding.entities")}>
        {may && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setChosen(NEW);
            }}
          >
            {t("understanding.newEntity")}
          </Button>
        )}
        <ul>
          {items.map((entity) => (
            <Row key={entity.name} entity={entity} isOpen={entity.name === open?.name} onOpen={setChosen} />
          ))}
        </ul>
      </nav>
      {isEditing ? (
        <EntityEditor
          key={open?.name ?? NEW}
          entity={open}
          onSaved={setChosen}
          onDeleted={() => {
            setChosen(undefined);
          }}
        />
      ) : (
        <EmptyState icon={<IconTags />} title={t("understanding.noEntities")}>
          {t("understanding.noEntitiesDetail")}
        </EmptyState>
      )}
      <BuiltInEntities />
    </div>
  );
}

interface RowProps {
  entity: IntentEntity;
  isOpen: boolean;
  onOpen: (name: string) => void;
}

function Row({ entity, isOpen, onOpen }: RowProps) {
  const { t } = useTranslation();
  return (
    <li>
      <UnstyledButton
        className={styles.intent}
        aria-current={isOpen}
        onClick={() => {
          onOpen(entity.name);
        }}
      >
        <span className={styles.intentName}>{entity.name}</span>
        <Chip>{t(`understanding.way.${wayOf(entity)}`)}</Chip>
      </UnstyledButton>
    </li>
  );
}
