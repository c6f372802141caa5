// The room of one number: how it is doing, what customers see of it, and how it is registered.
import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { numberRoomQuery } from "../api/numbers";
import { Guarded } from "../app/Guarded";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { DisplayName } from "./DisplayName";
import { NumberFacts } from "./NumberFacts";
import styles from "./numbers.module.css";
import { ProfileEditor } from "./ProfileEditor";
import { Registration } from "./Registration";

export function NumberRoomPage() {
  const { numberId } = useParams({ from: "/shell/numbers/$numberId" });
  return (
    <Guarded permission="read_numbers">
      <Room key={numberId} id={numberId} />
    </Guarded>
  );
}

function Room({ id }: { id: string }) {
  const { t } = useTranslation();
  const may = useMay()("manage_numbers");
  const room = useQuery(numberRoomQuery(id));
  const back = (
    <Button component={Link} to="/settings" variant="default" leftSection={<IconArrowLeft size={16} />}>
      {t("settings.numbers")}
    </Button>
  );
  if (room.isPending) return <LoadingRows rows={4} />;
  if (room.isError) {
    return (
      <Page title={t("numbers.title")} actions={back}>
        <ErrorState error={room.error} retry={() => void room.refetch()} />
      </Page>
    );
  }
  const { number, name } = room.data;
  return (
    <Page title={name ?? number.display_phone_number} actions={back}>
      <div className={styles.room}>
        <NumberFacts room={room.data} />
        <ProfileEditor id={id} name={name ?? number.display_phone_number} />
        {may && <DisplayName room={room.data} />}
        {may && <Registration room={room.data} />}
      </div>
    </Page>
  );
}
