import { Button, Table } from "@mantine/core";
import { IconPlus, IconTags } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attributesQuery, createAttribute, deleteAttribute } from "../api/contacts";
import type { Attribute } from "../api/types";
import { notifyWithUndo, useAction } from "../app/notify";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { AttributeForm } from "./AttributeForm";
import styles from "./settings.module.css";

/** What is to be known of contacts. */
export function AttributeSettings() {
  const { t } = useTranslation();
  const attributes = useQuery(attributesQuery);
  const [editing, setEditing] = useState<Attribute | "new" | null>(null);
  if (attributes.isPending) return <LoadingRows rows={2} />;
  if (attributes.isError) return <ErrorState error={attributes.error} retry={() => void attributes.refetch()} />;
  const create = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setEditing("new");
      }}
    >
      {t("attributes.create")}
    </Button>
  );
  return (
    <section className={styles.section} aria-label={t("settings.attributes")}>
      {attributes.data.items.length === 0 ? (
        <EmptyState icon={<IconTags />} title={t("attributes.emptyTitle")} action={create}>
          {t("attributes.emptyDetail")}
        </EmptyState>
      ) : (
        <>
          <AttributeTable attributes={attributes.data.items} onEdit={setEditing} />
          <div>{create}</div>
        </>
      )}
      <AttributeForm
        editing={editing}
        onClose={() => {
          setEditing(null);
        }}
      />
    </section>
  );
}

function AttributeTable({ attributes, onEdit }: { attributes: Attribute[]; onEdit: (one: Attribute) => void }) {
  const { t } = useTranslation();
  const remove = useRemove();
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t("settings.attributes")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("attributes.title")}</Table.Th>
            <Table.Th>{t("attributes.name")}</Table.Th>
            <Table.Th>{t("attributes.kind")}</Table.Th>
            <Table.Th aria-label={t("contacts.actions")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attributes.map((attribute) => (
            <Table.Tr key={attribute.name}>
              <Table.Td>{attribute.title}</Table.Td>
              <Table.Td>
                <code>{attribute.name}</code>
              </Table.Td>
              <Table.Td>
                {t(`attributes.kinds.${attribute.kind}`)}
                {attribute.choices.length > 0 && <div className="soft small">{attribute.choices.join(", ")}</div>}
              </Table.Td>
              <Table.Td>
                <div className={styles.chips}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => {
                      onEdit(attribute);
                    }}
                  >
                    {t("attributes.edit")}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="light"
                    color="red"
                    onClick={() => {
                      remove.mutate(attribute);
                    }}
                  >
                    {t("attributes.delete")}
                  </Button>
                </div>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The values stay with the contacts, so that a definition can come back. */
function useRemove() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: attributesQuery.queryKey });
  const restore = useAction({ mutationFn: createAttribute, onSuccess: refresh });
  return useAction({
    mutationFn: ({ name }: Attribute) => deleteAttribute(name),
    onSuccess: async (_, attribute) => {
      await refresh();
      notifyWithUndo(t("attributes.deleted", { title: attribute.title }), t("action.undo"), () => {
        restore.mutate(attribute);
      });
    },
  });
}
