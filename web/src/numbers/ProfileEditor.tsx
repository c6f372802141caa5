import { Button, NativeSelect, Progress, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeProfile, numberProfileQuery } from "../api/numbers";
import type { NumberProfile } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import styles from "./numbers.module.css";
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
      {profile.isSuccess && <Fields key={profile.dataUpdatedAt} id={id} name={name} kept={profile.data} />}
    </section>
  );
}

function Fields({ id, name, kept }: { id: string; name: string; kept: NumberProfile }) {
  const { t } = useTranslation();
  const may = useMay()("manage_numbers");
  const queries = useQueryClient();
  const [profile, setProfile] = useState(kept);
  const change = (part: Partial<NumberProfile>) => {
    setProfile((before) => ({ ...before, ...part }));
  };
  const save = useAction<NumberProfile>({
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
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const text = (part: keyof typeof MOST) => ({
    label: t(`numbers.part.${part}`),
    value: profile[part],
    maxLength: MOST[part],
    readOnly: !may,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      change({ [part]: currentTarget.value });
    },
  });
  return (
    <div className={styles.profile}>
      <form className={styles.form} onSubmit={submit}>
        <Completeness profile={kept} />
        <TextInput
          {...text("about")}
          description={t("numbers.letters", { count: profile.about.length, most: MOST.about })}
        />
        <Textarea
          {...text("description")}
          autosize
          minRows={2}
          description={t("numbers.letters", { count: profile.description.length, most: MOST.description })}
        />
        <TextInput {...text("address")} />
        <TextInput {...text("email")} type="email" />
        {[0, 1].map((place) => (
          <TextInput
            key={place}
            type="url"
            label={t("numbers.website", { place: place + 1 })}
            placeholder="https://"
            readOnly={!may}
            value={profile.websites[place] ?? ""}
            onChange={({ currentTarget }) => {
              const websites = [profile.websites[0] ?? "", profile.websites[1] ?? ""];
              websites[place] = currentTarget.value;
              change({ websites });
            }}
          />
        ))}
        <NativeSelect
          label={t("numbers.part.vertical")}
          disabled={!may}
          value={profile.vertical}
          data={[
            { value: "", label: t("numbers.noVertical") },
            ...VERTICALS.map((word) => ({ value: word, label: t(`numbers.vertical.${word}`) })),
          ]}
          onChange={({ currentTarget }) => {
            change({ vertical: currentTarget.value });
          }}
        />
        {may && (
          <Button type="submit" loading={save.isPending} className={styles.save}>
            {t("numbers.saveProfile")}
          </Button>
        )}
      </form>
      <ProfilePreview name={name} profile={profile} />
    </div>
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
