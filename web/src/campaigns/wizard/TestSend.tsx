import { Button, Popover, TextInput } from "@mantine/core";
import { IconDeviceMobileMessage } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { testCampaign } from "../../api/campaigns";
import { notifyDone, useAction } from "../../app/notify";
import { useMay } from "../../app/session";
import type { Variant } from "../model/plan";
import type { Drafting } from "./useCampaignDraft";
import styles from "./wizard.module.css";

/** One's own phone first: what the template really looks like there. */
export function TestSend({ draft, variant }: { draft: Drafting; variant: Variant }) {
  const { t } = useTranslation();
  const may = useMay()("launch_campaigns");
  const [phone, setPhone] = useState("");
  const [opened, setOpened] = useState(false);
  const send = useAction({
    mutationFn: async () => {
      await draft.flush();
      await testCampaign(draft.campaign.id, variant.name, phone.trim());
    },
    onSuccess: () => {
      setOpened(false);
      notifyDone(t("campaigns.message.tested", { phone: phone.trim() }));
    },
  });
  if (!may) return null;
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-end" withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDeviceMobileMessage size={14} />}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          {t("campaigns.message.test")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("campaigns.message.test")}>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <TextInput
            type="tel"
            label={t("campaigns.message.testTo")}
            description={t("campaigns.message.testHint")}
            placeholder="+52 55 5000 1111"
            required
            value={phone}
            onChange={(event) => {
              setPhone(event.currentTarget.value);
            }}
          />
          <Button type="submit" loading={send.isPending} disabled={phone.trim() === ""}>
            {t("campaigns.message.test")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
