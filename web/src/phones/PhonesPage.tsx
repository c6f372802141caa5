import { IconDeviceMobileMessage } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { customerQuery, customersQuery } from "../api/emulator";
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
  const [search, setSearch] = useState<string>();
  const customers = useQuery({ ...customersQuery(search), placeholderData: keepPreviousData });
  if (customers.isPending) return <LoadingRows />;
  if (customers.isError) return <ErrorState error={customers.error} retry={() => void customers.refetch()} />;
  return (
    <>
      <h1 className="heard">{t("nav.phones")}</h1>
      <div className={styles.phones} data-open={customerId !== undefined || undefined}>
        <CustomerList customers={customers.data} search={search} onSearch={setSearch} openId={customerId} />
        <section className={styles.desk}>
          {customerId === undefined ? (
            <EmptyState icon={<IconDeviceMobileMessage />} title={t("phones.pickTitle")}>
              {t("phones.pickDetail")}
            </EmptyState>
          ) : (
            <OpenPhone key={customerId} customerId={customerId} />
          )}
        </section>
      </div>
    </>
  );
}

function OpenPhone({ customerId }: { customerId: string }) {
  const customer = useQuery(customerQuery(customerId));
  if (customer.isPending) return <LoadingRows rows={4} />;
  if (customer.isError) return <ErrorState error={customer.error} retry={() => void customer.refetch()} />;
  return <Phone customer={customer.data} />;
}
