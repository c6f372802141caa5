// Everybody, or everything that happened, as a file: the browser saves it as it arrives.
import { Button, Menu } from "@mantine/core";
import { IconFileExport } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const FILES = [
  { what: "contacts", format: "csv" },
  { what: "contacts", format: "xlsx" },
  { what: "events", format: "csv" },
  { what: "events", format: "xlsx" },
] as const;

export function ExportMenu() {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconFileExport size={16} />}>
          {t("imports.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FILES.map(({ what, format }) => (
          <Menu.Item
            key={what + format}
            component="a"
            href={`/api/v1/exports/${what}?format=${format}`}
            download={`${what}.${format}`}
          >
            {t("imports.exportAs", { what: t(`imports.subject.${what}`), format: format.toUpperCase() })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
