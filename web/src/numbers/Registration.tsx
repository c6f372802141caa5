// From a number that Meta knows to one that can send: a code proves that it is ours, a PIN keeps it.
import { Button, PinInput, SegmentedControl, Stepper } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { numberRoomQuery, registerNumber, requestCode, verifyCode } from "../api/numbers";
import type { NumberRoom } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { currentLanguage } from "../i18n";
import styles from "./numbers.module.css";

const DIGITS = 6;

export function Registration({ room }: { room: NumberRoom }) {
  const { t } = useTranslation();
  const { id } = room.number;
  const queries = useQueryClient();
  const verified = room.verification === "VERIFIED";
  const [sent, setSent] = useState(false);
  const [registered, setRegistered] = useState(false);
  const step = registered ? 3 : verified ? 2 : sent ? 1 : 0;
  const changed = () => queries.invalidateQueries({ queryKey: numberRoomQuery(id).queryKey });
  const request = useAction<unknown, "sms" | "voice">({
    mutationFn: (method) => requestCode(id, method, currentLanguage().replace("-", "_")),
    onSuccess: () => {
      setSent(true);
    },
  });
  const verify = useAction<unknown, string>({ mutationFn: (code) => verifyCode(id, code), onSuccess: changed });
  const register = useAction<unknown, string>({
    mutationFn: (pin) => registerNumber(id, pin),
    onSuccess: () => {
      setRegistered(true);
      notifyDone(t("numbers.registered"));
      return changed();
    },
  });
  return (
    <section className={styles.card} aria-label={t("numbers.registration")}>
      <h2>{t("numbers.registration")}</h2>
      <p className="soft">{t("numbers.registrationDetail")}</p>
      <Stepper active={step} size="sm" allowNextStepsSelect={false}>
        <Stepper.Step label={t("numbers.step.request")}>
          <Request busy={request.isPending} onRequest={request.mutate} />
        </Stepper.Step>
        <Stepper.Step label={t("numbers.step.verify")}>
          <Digits
            name={t("numbers.code")}
            action={t("numbers.verify")}
            busy={verify.isPending}
            onDone={verify.mutate}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              setSent(false);
            }}
          >
            {t("numbers.another")}
          </Button>
        </Stepper.Step>
        <Stepper.Step label={t("numbers.step.register")}>
          <Digits
            name={t("numbers.pin")}
            about={t("numbers.pinDetail")}
            action={t("numbers.register")}
            busy={register.isPending}
            secret
            onDone={register.mutate}
          />
        </Stepper.Step>
        <Stepper.Completed>
          <p role="status">{t("numbers.registered")}</p>
        </Stepper.Completed>
      </Stepper>
    </section>
  );
}

function Request({ busy, onRequest }: { busy: boolean; onRequest: (method: "sms" | "voice") => void }) {
  const { t } = useTranslation();
  const [method, setMethod] = useState<"sms" | "voice">("sms");
  return (
    <div className={styles.form}>
      <SegmentedControl
        aria-label={t("numbers.method")}
        value={method}
        onChange={setMethod}
        data={[
          { value: "sms", label: t("numbers.sms") },
          { value: "voice", label: t("numbers.voice") },
        ]}
      />
      <Button
        loading={busy}
        className={styles.save}
        onClick={() => {
          onRequest(method);
        }}
      >
        {t("numbers.request")}
      </Button>
    </div>
  );
}

interface DigitsProps {
  name: string;
  about?: string;
  action: string;
  busy: boolean;
  secret?: boolean;
  onDone: (digits: string) => void;
}

/** Six digits, and what is done with them. */
function Digits({ name, about, action, busy, secret = false, onDone }: DigitsProps) {
  const [digits, setDigits] = useState("");
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(digits);
      }}
    >
      <fieldset className={styles.digits}>
        <legend>{name}</legend>
        <PinInput length={DIGITS} type="number" mask={secret} aria-label={name} value={digits} onChange={setDigits} />
      </fieldset>
      {about !== undefined && <p className="soft small">{about}</p>}
      <Button type="submit" loading={busy} disabled={digits.length < DIGITS} className={styles.save}>
        {action}
      </Button>
    </form>
  );
}
