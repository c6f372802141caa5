import { Button, Menu } from "@mantine/core";
import { IconFileExport } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { queryOf, type RecipientSearch } from "./recipient-search";

const FORMATS = ["csv", "xlsx"] as const;

/** Those whom the table shows, all of them; the browser saves the file as it arrives. */
export function RecipientExport({ id, search }: { id: string; search: RecipientSearch }) {
  const { t } = useTranslation();
  const wanted = Object.entries(queryOf(search)).flatMap(([name, value]: [string, string | number | undefined]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconFileExport size={16} />}>
          {t("campaigns.report.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={`/api/v1/campaigns/${id}/recipients/export?${new URLSearchParams([...wanted, ["format", format]]).toString()}`}
            download={`campaign.${format}`}
          >
            {t("campaigns.report.exportAs", { format: format.toUpperCase() })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
