// What the owner's menu holds, by what it is about.
import { Menu } from "@mantine/core";
import {
  IconAt,
  IconBan,
  IconBell,
  IconBellOff,
  IconFlag,
  IconPhoneCall,
  IconPlugConnected,
  IconPlugConnectedX,
  IconRobot,
  IconSpeakerphone,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { reportBusiness } from "../api/emulator";
import type { Customer, CustomerChange } from "../api/emulator-types";
import { notifyDone, useAction } from "../app/notify";
import type words from "../i18n/en.json";

/** What opens a form of its own before it is done. */
export type OwnerForm = "phone" | "username" | "advertisement";

interface ItemProps {
  icon: TablerIcon;
  name: keyof (typeof words)["phones"]["owner"];
  onClick: () => void;
}

function Item({ icon: Icon, name, onClick }: ItemProps) {
  const { t } = useTranslation();
  return (
    <Menu.Item leftSection={<Icon size={16} />} onClick={onClick}>
      {t(`phones.owner.${name}`)}
    </Menu.Item>
  );
}

type OnChange = (part: CustomerChange) => void;

interface IdentityProps {
  username: string | null;
  onOpen: (form: OwnerForm) => void;
  onChange: OnChange;
}

/** Who they are to the business, and where they come from. */
export function IdentityItems({ username, onOpen, onChange }: IdentityProps) {
  const open = (form: OwnerForm) => () => {
    onOpen(form);
  };
  const drop = () => {
    onChange({ username: null });
  };
  return (
    <>
      <Item icon={IconSpeakerphone} name="advertisement" onClick={open("advertisement")} />
      <Item icon={IconPhoneCall} name="changeNumber" onClick={open("phone")} />
      {username === null ? (
        <Item icon={IconAt} name="takeUsername" onClick={open("username")} />
      ) : (
        <Item icon={IconAt} name="dropUsername" onClick={drop} />
      )}
    </>
  );
}

interface CustomerProps {
  customer: Customer;
  onChange: OnChange;
}

/** How they stand with the business. */
export function DealingsItems({ customer, onChange }: CustomerProps) {
  const { t } = useTranslation();
  const { has_blocked: blocked, wants_marketing: wanted } = customer;
  const report = useAction({
    mutationFn: () => reportBusiness(customer.id),
    onSuccess: () => {
      notifyDone(t("phones.reported"));
    },
  });
  return (
    <>
      <Item
        icon={wanted ? IconBellOff : IconBell}
        name={wanted ? "stopMarketing" : "resumeMarketing"}
        onClick={() => {
          onChange({ wants_marketing: !wanted });
        }}
      />
      <Item
        icon={IconBan}
        name={blocked ? "unblock" : "block"}
        onClick={() => {
          onChange({ has_blocked: !blocked });
        }}
      />
      <Item
        icon={IconFlag}
        name="report"
        onClick={() => {
          report.mutate();
        }}
      />
    </>
  );
}

/** Whether the phone is on, and who moves its fingers. */
export function PresenceItems({ customer, onChange }: CustomerProps) {
  const { online, held, profile } = customer;
  return (
    <>
      <Item
        icon={online ? IconPlugConnectedX : IconPlugConnected}
        name={online ? "switchOff" : "switchOn"}
        onClick={() => {
          onChange({ online: !online });
        }}
      />
      {held && profile !== "still" && (
        <Item
          icon={IconRobot}
          name="letGo"
          onClick={() => {
            onChange({ held: false });
          }}
        />
      )}
    </>
  );
}
