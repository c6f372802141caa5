// What each part of a payload becomes: a path, what stands there, and its meaning.
import { ActionIcon, Autocomplete, Button, Table } from "@mantine/core";
import { IconPlus, IconTrash, IconWand } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { suggestMapping } from "../../api/hooks";
import type { Hook, HookMapping, HookPayload, ImportColumn } from "../../api/types";
import { useAction } from "../../app/notify";
import { Chooser } from "../ColumnTable";
import imports from "../imports.module.css";
import { MappingOptions } from "../MappingOptions";
import styles from "./hooks.module.css";
import { cellAt, withoutPlace, withPath, withTarget } from "./paths";

interface Props {
  hook: Hook;
  example: HookPayload | undefined;
  mapped: HookMapping;
  onChange: (mapped: HookMapping) => void;
}

export function HookTable({ hook, example, mapped, onChange }: Props) {
  const { t } = useTranslation();
  const suggest = useAction<HookMapping, string>({
    mutationFn: (payload) => suggestMapping(hook.id, payload),
    onSuccess: onChange,
  });
  return (
    <section className={imports.card} aria-labelledby="mapping">
      <h2 id="mapping">{t("hooks.mapping")}</h2>
      <p className="soft small">{t("hooks.mappingHint")}</p>
      {mapped.paths.length > 0 && <Paths hook={hook} example={example} mapped={mapped} onChange={onChange} />}
      <div className={imports.facts}>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => {
            onChange(withTarget(withPath(mapped, mapped.paths.length, ""), mapped.paths.length, { to: "ignore" }));
          }}
        >
          {t("hooks.addPath")}
        </Button>
        {example && (
          <Button
            variant="default"
            leftSection={<IconWand size={16} />}
            loading={suggest.isPending}
            onClick={() => {
              suggest.mutate(example.id);
            }}
          >
            {t("hooks.suggest")}
          </Button>
        )}
      </div>
      {mapped.paths.length > 0 && (
        <MappingOptions
          subject={hook.subject}
          byPhone
          mapping={mapped.mapping}
          onChange={(mapping) => {
            onChange({ ...mapped, mapping });
          }}
        />
      )}
    </section>
  );
}

function Paths({ hook, example, mapped, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={680} type="native" tabIndex={0} aria-labelledby="mapping" role="region">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("hooks.path")}</Table.Th>
            <Table.Th>{t("imports.samples")}</Table.Th>
            <Table.Th>{t("imports.becomes")}</Table.Th>
            <Table.Th aria-label={t("hooks.removePath")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mapped.paths.map((path, place) => {
            const column: ImportColumn = mapped.mapping.columns[place] ?? { to: "ignore" };
            const title = path || String(place + 1);
            return (
              <Table.Tr key={place}>
                <Table.Td>
                  <Autocomplete
                    aria-label={t("hooks.pathOf", { place: place + 1 })}
                    data={example?.paths ?? []}
                    limit={50}
                    value={path}
                    maxLength={500}
                    onChange={(next) => {
                      onChange(withPath(mapped, place, next));
                    }}
                  />
                </Table.Td>
                <Table.Td className={`soft small ${styles.cell ?? ""}`}>{example && cellAt(example, path)}</Table.Td>
                <Table.Td>
                  <Chooser
                    subject={hook.subject}
                    column={column}
                    title={title}
                    onChange={(next) => {
                      onChange(withTarget(mapped, place, next));
                    }}
                  />
                </Table.Td>
                <Table.Td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t("hooks.removePathOf", { path: title })}
                    onClick={() => {
                      onChange(withoutPlace(mapped, place));
                    }}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
