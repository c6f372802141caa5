import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { LocationContent } from "../../message/LocationContent";
import { coordinates, PLACES } from "../places";
import styles from "./sheets.module.css";
import { Sheet } from "./Sheet";

interface LocationSheetProps {
  onSend: (message: Record<string, unknown>) => void;
  onClose: () => void;
}

/** Some places that everybody knows, or any other by its coordinates. */
export function LocationSheet({ onSend, onClose }: LocationSheetProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const found = coordinates(typed);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (found) onSend({ type: "location", location: found });
  };
  return (
    <Sheet title={t("phones.location.title")} onClose={onClose}>
      <div className={styles.places}>
        {PLACES.map((place) => (
          <button
            key={place.name}
            type="button"
            className={styles.pick}
            onClick={() => {
              onSend({ type: "location", location: place });
            }}
          >
            <LocationContent location={place} />
          </button>
        ))}
      </div>
      <form className={styles.sheetForm} onSubmit={submit}>
        <TextInput
          label={t("phones.location.coordinates")}
          placeholder="-34.60370, -58.38160"
          value={typed}
          error={typed !== "" && !found && t("phones.location.wrong")}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <Button type="submit" disabled={!found}>
          {t("phones.location.send")}
        </Button>
      </form>
    </Sheet>
  );
}
