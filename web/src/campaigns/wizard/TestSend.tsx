// Seeing it arrive before anybody else does: the message goes to some of the team, as the person on the phone beside would get it.
import { Button, MultiSelect, TagsInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSend2 } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { testCampaign } from "../../api/campaigns";
import { contactsQuery } from "../../api/contacts";
import type { CampaignTest, Contact } from "../../api/types";
import { useAction } from "../../app/notify";
import { useMay } from "../../app/session";
import { useContactName } from "../../contacts/contact-name";
import { TestOutcomes } from "./TestOutcomes";
import type { Drafting } from "./useCampaignDraft";
import styles from "./wizard.module.css";

/** More are a campaign. */
const MOST = 5;

interface TestProps {
  draft: Drafting;
  /** The place of the variant. */
  variant: number;
  /** Who is on the phone beside; whose values stand in it. */
  shown: string | undefined;
  /** Nobody gets a message of a plan that lacks something. */
  isWhole: boolean;
}

export function TestSend({ draft, variant, shown, isWhole }: TestProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [contacts, setContacts] = useState<Contact[]>([]);
  const [phones, setPhones] = useState<string[]>([]);
  const test = useAction<CampaignTest[]>({
    mutationFn: async () => {
      await draft.flush();
      const people = contacts.map(({ id }) => id);
      return testCampaign(draft.campaign.id, { variant, values_of: shown, contacts: people, phones });
    },
  });
  if (!may("send_messages") || !may("read_contacts")) return null;
  const count = contacts.length + phones.length;
  return (
    <section className={styles.group} aria-labelledby="test">
      <h2 id="test">{t("campaigns.test.title")}</h2>
      <p className="soft small">{t("campaigns.test.hint")}</p>
      <People chosen={contacts} onChange={setContacts} />
      <TagsInput
        label={t("campaigns.test.phones")}
        placeholder="+52 1 55 1234 5678"
        maxTags={MOST}
        splitChars={[",", ";"]}
        acceptValueOnBlur
        value={phones}
        onChange={setPhones}
      />
      <div className={styles.line}>
        <Button
          variant="default"
          leftSection={<IconSend2 size={16} />}
          loading={test.isPending}
          disabled={!isWhole || count === 0 || count > MOST}
          onClick={() => {
            test.mutate();
          }}
        >
          {t("campaigns.test.send")}
        </Button>
        {!isWhole && <span className="soft small">{t("campaigns.test.notWhole")}</span>}
        {count > MOST && <span className="soft small">{t("campaigns.test.tooMany", { count: MOST })}</span>}
      </div>
      {test.data && <TestOutcomes tests={test.data} contacts={contacts} />}
    </section>
  );
}

const REST_MS = 250;

/** Found by what one types of them. */
function People({ chosen, onChange }: { chosen: Contact[]; onChange: (contacts: Contact[]) => void }) {
  const { t } = useTranslation();
  const nameOf = useContactName();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, REST_MS);
  const found = useInfiniteQuery({
    ...contactsQuery({ q: search.trim() || undefined }),
    placeholderData: keepPreviousData,
  });
  const known = new Map([...(found.data?.pages[0]?.items ?? []), ...chosen].map((contact) => [contact.id, contact]));
  const label = (contact: Contact) => [nameOf(contact), contact.phone].filter(Boolean).join(" · ");
  return (
    <MultiSelect
      label={t("campaigns.test.contacts")}
      placeholder={chosen.length === 0 ? t("campaigns.test.search") : undefined}
      data={[...known.values()].map((contact) => ({ value: contact.id, label: label(contact) }))}
      value={chosen.map(({ id }) => id)}
      maxValues={MOST}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has looked already, also where the name says nothing.
      filter={({ options }) => options}
      nothingFoundMessage={t("campaigns.test.nobodyFound")}
      onChange={(ids) => {
        onChange(ids.flatMap((id) => known.get(id) ?? []));
      }}
    />
  );
}
