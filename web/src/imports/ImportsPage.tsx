// The room of imports: bring a file, and see what became of those before.
import { Button } from "@mantine/core";
import { IconFileImport, IconWebhook } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { importsQuery } from "../api/imports";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { ExportMenu } from "./ExportMenu";
import { ImportRow } from "./ImportRow";
import styles from "./imports.module.css";
import { Upload } from "./Upload";

export function ImportsPage() {
  const { t } = useTranslation();
  const mayExport = useMay()("export_contacts");
  return (
    <Guarded permission="manage_imports">
      <Page
        title={t("imports.title")}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconWebhook size={16} />}
              renderRoot={(props) => <Link {...props} to="/imports/hooks" />}
            >
              {t("hooks.title")}
            </Button>
            {mayExport && <ExportMenu />}
          </>
        }
      >
        <div className={styles.room}>
          <Upload />
          <Imports />
        </div>
      </Page>
    </Guarded>
  );
}

function Imports() {
  const { t } = useTranslation();
  const imports = useQuery(importsQuery);
  if (imports.isPending) return <LoadingRows rows={3} />;
  if (imports.isError) return <ErrorState error={imports.error} retry={() => void imports.refetch()} />;
  if (imports.data.items.length === 0) {
    return (
      <EmptyState icon={<IconFileImport />} title={t("imports.emptyTitle")}>
        {t("imports.emptyDetail")}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list} aria-label={t("imports.list")}>
      {imports.data.items.map((one) => (
        <li key={one.id}>
          <ImportRow one={one} />
        </li>
      ))}
    </ul>
  );
}
