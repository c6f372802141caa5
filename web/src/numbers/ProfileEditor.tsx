import { Button, NativeSelect, Progress, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeProfile, numberProfileQuery, pictureAddress } from "../api/numbers";
import type { NumberProfile } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import styles from "./numbers.module.css";
import { PictureButton } from "./PictureButton";
import { ProfilePreview } from "./ProfilePreview";

/** Meta's lines of business. */
const VERTICALS = [
  "APPAREL",
  "AUTO",
  "BEAUTY",
  "EDU",
  "ENTERTAIN",
  "EVENT_PLAN",
  "FINANCE",
  "GOVT",
  "GROCERY",
  "HEALTH",
  "HOTEL",
  "NONPROFIT",
  "OTHER",
  "PROF_SERVICES",
  "RESTAURANT",
  "RETAIL",
  "TRAVEL",
] as const;

const MOST = { about: 139, description: 256, address: 256, email: 128 } as const;

/** What customers see of the business on this number, beside the fields it is made of. */
export function ProfileEditor({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const profile = useQuery(numberProfileQuery(id));
  return (
    <section className={styles.card} aria-label={t("numbers.profile")}>
      <h2>{t("numbers.profile")}</h2>
      {profile.isPending && <LoadingRows rows={4} />}
      {profile.isError && <ErrorState error={profile.error} retry={() => void profile.refetch()} />}
      {profile.isSuccess && (
        <Fields key={wordsOf(profile.data)} id={id} name={name} kept={profile.data} version={profile.dataUpdatedAt} />
      )}
    </section>
  );
}

/** What the fields begin with anew when it changes; another picture leaves them alone. */
function wordsOf({ about, description, address, email, websites, vertical }: NumberProfile): string {
  return JSON.stringify([about, description, address, email, websites, vertical]);
}

interface FieldsProps {
  id: string;
  name: string;
  kept: NumberProfile;
  /** Another picture has another address, so that no old one is shown. */
  version: number;
}

function Fields({ id, name, kept, version }: FieldsProps) {
  const { t } = useTranslation();
  const may = useMay()("manage_numbers");
  const [profile, setProfile] = useState(kept);
  const change = (part: Partial<NumberProfile>) => {
    setProfile((before) => ({ ...before, ...part }));
  };
  const save = useSaving(id, profile);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <div className={styles.profile}>
      <form className={styles.form} onSubmit={submit}>
        <Completeness profile={kept} />
        <Words profile={profile} change={change} readOnly={!may} />
        <Websites websites={profile.websites} change={change} readOnly={!may} />
        <LineOfBusiness kept={kept.vertical} chosen={profile.vertical} change={change} readOnly={!may} />
        {may && (
          <Button type="submit" loading={save.isPending} className={styles.save}>
            {t("numbers.saveProfile")}
          </Button>
        )}
      </form>
      <div className={styles.form}>
        <ProfilePreview
          name={name}
          profile={profile}
          picture={kept.picture_url === null ? null : pictureAddress(id, version)}
        />
        {may && <PictureButton id={id} />}
      </div>
    </div>
  );
}

function useSaving(id: string, profile: NumberProfile) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useAction<NumberProfile>({
    mutationFn: () => {
      const { about, description, address, email, vertical } = profile;
      const websites = profile.websites.map((website) => website.trim()).filter((website) => website !== "");
      return changeProfile(id, {
        // Meta takes no empty one.
        ...(about.trim() !== "" && { about }),
        description,
        address,
        email,
        websites,
        ...(vertical !== "" && { vertical }),
      });
    },
    onSuccess: (saved) => {
      queries.setQueryData(numberProfileQuery(id).queryKey, saved);
      notifyDone(t("numbers.profileSaved"));
    },
  });
}

interface PartProps {
  change: (part: Partial<NumberProfile>) => void;
  readOnly: boolean;
}

function Words({ profile, change, readOnly }: PartProps & { profile: NumberProfile }) {
  const { t } = useTranslation();
  const text = (part: keyof typeof MOST) => ({
    label: t(`numbers.part.${part}`),
    value: profile[part],
    maxLength: MOST[part],
    readOnly,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      change({ [part]: currentTarget.value });
    },
  });
  const count = (part: keyof typeof MOST) => t("numbers.letters", { count: profile[part].length, most: MOST[part] });
  return (
    <>
      <TextInput {...text("about")} description={count("about")} />
      <Textarea {...text("description")} autosize minRows={2} description={count("description")} />
      <TextInput {...text("address")} />
      <TextInput {...text("email")} type="email" />
    </>
  );
}

function Websites({ websites, change, readOnly }: PartProps & { websites: string[] }) {
  const { t } = useTranslation();
  return [0, 1].map((place) => (
    <TextInput
      key={place}
      type="url"
      label={t("numbers.website", { place: place + 1 })}
      placeholder="https://"
      readOnly={readOnly}
      value={websites[place] ?? ""}
      onChange={({ currentTarget }) => {
        const both = [websites[0] ?? "", websites[1] ?? ""];
        both[place] = currentTarget.value;
        change({ websites: both });
      }}
    />
  ));
}

interface LineOfBusinessProps extends PartProps {
  kept: string;
  chosen: string;
}

function LineOfBusiness({ kept, chosen, change, readOnly }: LineOfBusinessProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t("numbers.part.vertical")}
      disabled={readOnly}
      value={chosen}
      data={[
        { value: "", label: t("numbers.noVertical") },
        ...VERTICALS.map((word) => ({ value: word, label: t(`numbers.vertical.${word}`) })),
        // Meta has some that are not open to everybody.
        ...(kept !== "" && !VERTICALS.some((word) => word === kept) ? [kept] : []),
      ]}
      onChange={({ currentTarget }) => {
        change({ vertical: currentTarget.value });
      }}
    />
  );
}

function Completeness({ profile: { completeness, missing } }: { profile: NumberProfile }) {
  const { t } = useTranslation();
  const parts = missing.map((part) => t(`numbers.part.${part as "about"}`)).join(", ");
  return (
    <div>
      <div className={styles.score}>
        <strong>{t("numbers.complete", { percent: completeness })}</strong>
        {missing.length > 0 && <span className="soft small">{t("numbers.missing", { parts })}</span>}
      </div>
      <Progress
        value={completeness}
        color={missing.length === 0 ? "teal" : "yellow"}
        aria-label={t("numbers.complete", { percent: completeness })}
      />
    </div>
  );
}
