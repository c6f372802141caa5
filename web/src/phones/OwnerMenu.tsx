import { ActionIcon, Menu } from "@mantine/core";
import { IconDotsVertical } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeCustomer, CUSTOMERS, type Outgoing } from "../api/emulator";
import type { Customer, CustomerChange } from "../api/emulator-types";
import { useAction } from "../app/notify";
import { AdvertisementForm } from "./AdvertisementForm";
import { IdentityForm } from "./IdentityForm";
import { DealingsItems, IdentityItems, type OwnerForm, PresenceItems } from "./OwnerMenuItems";

interface OwnerMenuProps {
  customer: Customer;
  onWrite: (outgoing: Outgoing) => void;
}

/** What the phone's owner can do beside writing: come by an advertisement, block, report, become somebody else. */
export function OwnerMenu({ customer, onWrite }: OwnerMenuProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form, setForm] = useState<OwnerForm | null>(null);
  const change = useAction({
    mutationFn: (part: CustomerChange) => changeCustomer(customer.id, part),
    onSuccess: () => queries.invalidateQueries({ queryKey: CUSTOMERS }),
  });
  const close = () => {
    setForm(null);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="transparent" color="white" aria-label={t("phones.ownerMenu")} loading={change.isPending}>
            <IconDotsVertical size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <IdentityItems username={customer.username} onOpen={setForm} onChange={change.mutate} />
          <Menu.Divider />
          <DealingsItems customer={customer} onChange={change.mutate} />
          <Menu.Divider />
          <PresenceItems customer={customer} onChange={change.mutate} />
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
