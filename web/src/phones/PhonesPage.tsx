import { IconDeviceMobileMessage } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { customersQuery } from "../api/emulator";
import { Guarded } from "../app/Guarded";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { CustomerList } from "./CustomerList";
import { usePhonesLive } from "./live";
import { Phone } from "./Phone";
import styles from "./phones.module.css";

export function PhonesPage() {
  return (
    <Guarded permission="use_emulator">
      <Phones />
    </Guarded>
  );
}

/** The simulated customers, and the phone of the one being played. */
function Phones() {
  const { t } = useTranslation();
  usePhonesLive();
  const { customerId } = useParams({ strict: false });
  const customers = useQuery(customersQuery);
  if (customers.isPending) return <LoadingRows />;
  if (customers.isError) return <ErrorState error={customers.error} retry={() => void customers.refetch()} />;
  const customer = customers.data.find(({ id }) => id === customerId);
  return (
    <>
      <h1 className="heard">{t("nav.phones")}</h1>
      <div className={styles.phones} data-open={customer !== undefined || undefined}>
        <CustomerList customers={customers.data} openId={customerId} />
        <section className={styles.desk}>
          {customer ? (
            <Phone key={customer.id} customer={customer} />
          ) : (
            <EmptyState icon={<IconDeviceMobileMessage />} title={t("phones.pickTitle")}>
              {t("phones.pickDetail")}
            </EmptyState>
          )}
        </section>
      </div>
    </>
  );
}
