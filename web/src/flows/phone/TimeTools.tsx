import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconClock, IconDownload, IconPlayerSkipForward, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import styles from "./draft.module.css";
import { fileName, span } from "./transcript";
import type { Play } from "./useSimulation";

const SPANS = ["10m", "1h", "23h", "25h", "168h"];

/** Begin anew, take back, let time pass, go somewhere, keep it as a test. */
export function TimeTools({ play }: { play: Play }) {
  const { t } = useTranslation();
  const { selected, tree } = useBuilder();
  const { transcript, simulation, act, reset, back } = play;
  const state = simulation.data?.state;
  const started = transcript.steps.length > 0;
  const wakes = started && state?.wakes_at ? span((state.wakes_at - state.now) / 1_000) : undefined;
  const [node] = selected;
  const icons = [
    { name: t("builder.reset"), icon: IconRefresh, act: reset, disabled: !started },
    { name: t("builder.takeBack"), icon: IconArrowBackUp, act: back, disabled: !started },
    {
      name: node === undefined ? t("builder.jumpHint") : t("builder.jumpTo", { node }),
      icon: IconPlayerSkipForward,
      act: () => {
        if (node !== undefined) act({ jumps: node });
      },
      disabled: node === undefined,
    },
  ];
  return (
    <div className={styles.tools}>
      {icons.map(({ name, icon: Icon, act: onClick, disabled }) => (
        <Tooltip key={name} label={name}>
          <ActionIcon variant="default" size="md" aria-label={name} disabled={disabled} onClick={onClick}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
      <Menu>
        <Menu.Target>
          <Button variant="default" size="compact-sm" leftSection={<IconClock size={14} />}>
            {t("builder.letPass")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SPANS.map((one) => (
            <Menu.Item
              key={one}
              onClick={() => {
                act({ waits: one });
              }}
            >
              +{one === "168h" ? "7 d" : one.replace(/(\d+)/, "$1 ")}
            </Menu.Item>
          ))}
          {wakes !== undefined && (
            <Menu.Item
              onClick={() => {
                act({ waits: wakes });
              }}
            >
              {t("builder.untilTimeout", { span: wakes })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={t("builder.saveTest")}>
        <ActionIcon
          variant="default"
          size="md"
          aria-label={t("builder.saveTest")}
          disabled={!started || !simulation.data}
          onClick={() => {
            if (simulation.data)
              download(`${fileName(tree.name)}.test.yaml`, withFlow(simulation.data.test, tree.name));
          }}
        >
          <IconDownload size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** The test names the file of its flow, as an export of flows calls it. */
const withFlow = (test: string, name: string): string => `flows: ${fileName(name)}.yaml\n${test}`;

function download(name: string, text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
