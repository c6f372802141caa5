import { Button, Menu } from "@mantine/core";
import { IconFileExport } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/session";

const FORMATS = ["csv", "xlsx"] as const;

/** The browser saves it as it arrives. */
export function RecipientExport({ id }: { id: string }) {
  const { t } = useTranslation();
  const may = useMay()("export_contacts");
  if (!may) return null;
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
            href={`/api/v1/campaigns/${id}/recipients/export?format=${format}`}
            download={`campaign.${format}`}
          >
            {t("campaigns.report.exportAs", { format: format.toUpperCase() })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
