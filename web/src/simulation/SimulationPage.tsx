import { Tabs } from "@mantine/core";
import { IconBolt, IconBrandMeta, IconClock, IconHandClick, IconListDetails, IconUsers } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { ByHandPanel } from "./ByHandPanel";
import { FaultsPanel } from "./FaultsPanel";
import { LogPanel } from "./LogPanel";
import { MetaPanel } from "./MetaPanel";
import { PeoplePanel } from "./PeoplePanel";
import { type Panel, PANELS } from "./search";
import styles from "./simulation.module.css";
import { SimulatedClock } from "./SimulatedClock";
import { TimePanel } from "./TimePanel";

const ICONS = {
  time: IconClock,
  faults: IconBolt,
  people: IconUsers,
  meta: IconBrandMeta,
  hand: IconHandClick,
  log: IconListDetails,
} as const;

const CONTENT = {
  time: TimePanel,
  faults: FaultsPanel,
  people: PeoplePanel,
  meta: MetaPanel,
  hand: ByHandPanel,
  log: LogPanel,
} as const satisfies Record<Panel, unknown>;

/** Where the simulated WhatsApp is steered. */
export function SimulationPage() {
  const { t } = useTranslation();
  return (
    <Guarded permission="use_emulator">
      <Page title={t("nav.simulation")} actions={<SimulatedClock />}>
        <Panels />
      </Page>
    </Guarded>
  );
}

function bringIntoSight(tab: HTMLElement | null) {
  tab?.scrollIntoView({ block: "nearest", inline: "center" });
}

function Panels() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { panel = "time" } = useSearch({ from: "/shell/simulation" });
  return (
    <Tabs
      keepMounted={false}
      value={panel}
      onChange={(value) =>
        void navigate({ to: "/simulation", search: { panel: PANELS.find((each) => each === value) } })
      }
    >
      <Tabs.List className={styles.tabs}>
        {PANELS.map((name) => {
          const Icon = ICONS[name];
          return (
            <Tabs.Tab
              key={name}
              ref={name === panel ? bringIntoSight : undefined}
              value={name}
              leftSection={<Icon size={16} aria-hidden />}
            >
              {t(`simulation.panel.${name}`)}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      {PANELS.map((name) => {
        const Content = CONTENT[name];
        return (
          <Tabs.Panel key={name} value={name} className={styles.panel}>
            <Content />
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
