import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../app/states";
import { useBuilder } from "../builder";
import styles from "./canvas.module.css";
import { KindIcon } from "./KindIcon";

export function EmptyCanvas() {
  const { t } = useTranslation();
  const { ask, mayEdit } = useBuilder();
  return (
    <div className={styles.empty}>
      <EmptyState
        icon={<KindIcon kind="say" size={24} />}
        title={t("builder.emptyTitle")}
        action={
          mayEdit && (
            <Button
              leftSection={<IconPlus size={16} />}
              onClick={() => {
                ask({ what: "add" });
              }}
            >
              {t("builder.addFirst")}
            </Button>
          )
        }
      >
        {t("builder.emptyDetail")}
      </EmptyState>
    </div>
  );
}
