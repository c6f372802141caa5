import { Checkbox, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Button, partOf } from "../model/draft";
import { TEXT_LIMIT } from "./buttons";
import { Card } from "./Card";
import { type CardProps, changePart, findingsAt } from "./card";
import { Findings } from "./Findings";

const WAYS = ["COPY_CODE", "ONE_TAP", "ZERO_TAP"] as const;
const MOST_MINUTES = 90;

/** A one-time password: Meta writes the words, we choose what it says and how the code is handed over. */
export function PasswordCard({ draft, findings, onChange }: CardProps) {
  const { t } = useTranslation();
  const body = partOf(draft.components, "BODY");
  const footer = partOf(draft.components, "FOOTER");
  const minutes = footer?.code_expiration_minutes;
  const own = ["header", "body", "footer", "buttons"].flatMap((part) => findingsAt(findings, { part }));
  return (
    <Card title={t("templates.password")}>
      <p className="soft small">{t("templates.passwordHint")}</p>
      <Switch
        label={t("templates.recommendation")}
        checked={body?.add_security_recommendation ?? false}
        onChange={(event) => {
          const add_security_recommendation = event.currentTarget.checked;
          onChange(changePart(draft, "BODY", { ...body, type: "BODY", add_security_recommendation }));
        }}
      />
      <NumberInput
        label={t("templates.expires")}
        description={t("templates.expiresHint")}
        min={1}
        max={MOST_MINUTES}
        value={minutes ?? ""}
        onChange={(value) => {
          const part = typeof value === "number" ? { type: "FOOTER", code_expiration_minutes: value } : undefined;
          onChange(changePart(draft, "FOOTER", part));
        }}
      />
      <HandOver
        button={partOf(draft.components, "BUTTONS")?.buttons?.[0] ?? { type: "OTP", otp_type: "COPY_CODE" }}
        onChange={(button) => {
          onChange(changePart(draft, "BUTTONS", { type: "BUTTONS", buttons: [button] }));
        }}
      />
      <Findings findings={own} />
    </Card>
  );
}

function HandOver({ button, onChange }: { button: Button; onChange: (button: Button) => void }) {
  const { t } = useTranslation();
  const [app] = button.supported_apps ?? [];
  const way = button.otp_type ?? "COPY_CODE";
  const writeApp = (part: Partial<{ package_name: string; signature_hash: string }>) => {
    const next = { package_name: "", signature_hash: "", ...app, ...part };
    onChange({ ...button, supported_apps: [next, ...(button.supported_apps ?? []).slice(1)] });
  };
  return (
    <>
      <Select
        label={t("templates.handOver")}
        data={WAYS.map((value) => ({ value, label: t(`templates.otp.${value}`) }))}
        value={way}
        allowDeselect={false}
        onChange={(otp_type) => {
          if (otp_type) onChange({ type: "OTP", otp_type, ...(button.text ? { text: button.text } : {}) });
        }}
      />
      {way !== "ZERO_TAP" && (
        <TextInput
          label={t("templates.buttonText")}
          description={t("templates.metasWords")}
          maxLength={TEXT_LIMIT}
          value={button.text ?? ""}
          onChange={(event) => {
            onChange({ ...button, text: event.currentTarget.value || undefined });
          }}
        />
      )}
      {way === "ONE_TAP" && (
        <TextInput
          label={t("templates.autofillText")}
          description={t("templates.metasWords")}
          maxLength={TEXT_LIMIT}
          value={button.autofill_text ?? ""}
          onChange={(event) => {
            onChange({ ...button, autofill_text: event.currentTarget.value || undefined });
          }}
        />
      )}
      {way !== "COPY_CODE" && (
        <>
          <TextInput
            label={t("templates.packageName")}
            placeholder="com.example.app"
            value={app?.package_name ?? ""}
            onChange={(event) => {
              writeApp({ package_name: event.currentTarget.value });
            }}
          />
          <TextInput
            label={t("templates.signatureHash")}
            placeholder="K8a/AINcGX7"
            value={app?.signature_hash ?? ""}
            onChange={(event) => {
              writeApp({ signature_hash: event.currentTarget.value });
            }}
          />
        </>
      )}
      {way === "ZERO_TAP" && (
        <Checkbox
          label={t("templates.zeroTapTerms")}
          checked={button.zero_tap_terms_accepted ?? false}
          onChange={(event) => {
            onChange({ ...button, zero_tap_terms_accepted: event.currentTarget.checked });
          }}
        />
      )}
    </>
  );
}
