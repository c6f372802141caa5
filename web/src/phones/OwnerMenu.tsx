import { ActionIcon, Menu } from "@mantine/core";
import {
  IconAt,
  IconBan,
  IconBell,
  IconBellOff,
  IconDotsVertical,
  IconFlag,
  IconPhoneCall,
  IconPlugConnected,
  IconPlugConnectedX,
  IconRobot,
  IconSpeakerphone,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeCustomer, CUSTOMERS, type Outgoing, reportBusiness } from "../api/emulator";
import type { Customer, CustomerChange } from "../api/emulator-types";
import { notifyDone, useAction } from "../app/notify";
import { AdvertisementForm } from "./AdvertisementForm";
import { IdentityForm } from "./IdentityForm";

interface OwnerMenuProps {
  customer: Customer;
  onWrite: (outgoing: Outgoing) => void;
}

/** What the phone's owner can do beside writing: come by an advertisement, block, report, become somebody else. */
export function OwnerMenu({ customer, onWrite }: OwnerMenuProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form, setForm] = useState<"phone" | "username" | "advertisement" | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: CUSTOMERS });
  const change = useAction({
    mutationFn: (part: CustomerChange) => changeCustomer(customer.id, part),
    onSuccess: refresh,
  });
  const report = useAction({
    mutationFn: () => reportBusiness(customer.id),
    onSuccess: () => {
      notifyDone(t("phones.reported"));
    },
  });
  const set = (part: CustomerChange) => () => {
    change.mutate(part);
  };
  const open = (name: typeof form) => () => {
    setForm(name);
  };
  const { has_blocked: blocked, wants_marketing: wanted, online, held, username } = customer;
  const close = open(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="transparent" color="white" aria-label={t("phones.ownerMenu")} loading={change.isPending}>
            <IconDotsVertical size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSpeakerphone size={16} />} onClick={open("advertisement")}>
            {t("phones.owner.advertisement")}
          </Menu.Item>
          <Menu.Item leftSection={<IconPhoneCall size={16} />} onClick={open("phone")}>
            {t("phones.owner.changeNumber")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconAt size={16} />}
            onClick={username === null ? open("username") : set({ username: null })}
          >
            {t(username === null ? "phones.owner.takeUsername" : "phones.owner.dropUsername")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={wanted ? <IconBellOff size={16} /> : <IconBell size={16} />}
            onClick={set({ wants_marketing: !wanted })}
          >
            {t(wanted ? "phones.owner.stopMarketing" : "phones.owner.resumeMarketing")}
          </Menu.Item>
          <Menu.Item leftSection={<IconBan size={16} />} onClick={set({ has_blocked: !blocked })}>
            {t(blocked ? "phones.owner.unblock" : "phones.owner.block")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFlag size={16} />}
            onClick={() => {
              report.mutate();
            }}
          >
            {t("phones.owner.report")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={online ? <IconPlugConnectedX size={16} /> : <IconPlugConnected size={16} />}
            onClick={set({ online: !online })}
          >
            {t(online ? "phones.owner.switchOff" : "phones.owner.switchOn")}
          </Menu.Item>
          {held && customer.profile !== "still" && (
            <Menu.Item leftSection={<IconRobot size={16} />} onClick={set({ held: false })}>
              {t("phones.owner.letGo")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {(form === "phone" || form === "username") && (
        <IdentityForm
          field={form}
          onClose={close}
          onSave={(value) => {
            change.mutate({ [form]: value });
            close();
          }}
        />
      )}
      {form === "advertisement" && <AdvertisementForm onClose={close} onWrite={onWrite} />}
    </>
  );
}
