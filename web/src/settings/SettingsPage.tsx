import { Tabs } from "@mantine/core";
import { IconKey, IconPhone, IconTags, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { AttributeSettings } from "./AttributeSettings";
import { NumberSettings } from "./NumberSettings";
import { Preferences } from "./Preferences";
import { TokenSettings } from "./TokenSettings";
import styles from "./settings.module.css";

export function SettingsPage() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Page title={t("nav.settings")}>
      <Tabs defaultValue={may("read_numbers") ? "numbers" : "preferences"} className={styles.tabs} keepMounted={false}>
        <Tabs.List>
          {may("read_numbers") && (
            <Tabs.Tab value="numbers" leftSection={<IconPhone size={16} />}>
              {t("settings.numbers")}
            </Tabs.Tab>
          )}
          {may("manage_attributes") && (
            <Tabs.Tab value="attributes" leftSection={<IconTags size={16} />}>
              {t("settings.attributes")}
            </Tabs.Tab>
          )}
          {may("manage_tokens") && (
            <Tabs.Tab value="tokens" leftSection={<IconKey size={16} />}>
              {t("settings.tokens")}
            </Tabs.Tab>
          )}
          <Tabs.Tab value="preferences" leftSection={<IconUser size={16} />}>
            {t("settings.preferences")}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="numbers">{may("read_numbers") && <NumberSettings />}</Tabs.Panel>
        <Tabs.Panel value="attributes">{may("manage_attributes") && <AttributeSettings />}</Tabs.Panel>
        <Tabs.Panel value="tokens">{may("manage_tokens") && <TokenSettings />}</Tabs.Panel>
        <Tabs.Panel value="preferences">
          <Preferences />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
