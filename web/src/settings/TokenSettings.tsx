import { Button, Table } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiToken } from "../api/types";
import { tokensQuery } from "../api/workspace";
import { RelativeTime } from "../app/RelativeTime";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { CreateToken } from "./CreateToken";
import { RevokeToken } from "./RevokeToken";
import styles from "./settings.module.css";

export function TokenSettings() {
  const { t } = useTranslation();
  const tokens = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  if (tokens.isPending) return <LoadingRows rows={2} />;
  if (tokens.isError) return <ErrorState error={tokens.error} retry={() => void tokens.refetch()} />;
  const create = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setCreating(true);
      }}
    >
      {t("settings.createToken")}
    </Button>
  );
  return (
    <section className={styles.section} aria-label={t("settings.tokens")}>
      {tokens.data.items.length === 0 ? (
        <EmptyState icon={<IconKey />} title={t("settings.noTokens")} action={create}>
          {t("settings.noTokensDetail")}
        </EmptyState>
      ) : (
        <>
          <TokenTable tokens={tokens.data.items} />
          <div>{create}</div>
        </>
      )}
      <CreateToken
        opened={creating}
        onClose={() => {
          setCreating(false);
        }}
      />
    </section>
  );
}

function TokenTable({ tokens }: { tokens: ApiToken[] }) {
  const { t } = useTranslation();
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t("settings.tokens")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("settings.tokenName")}</Table.Th>
            <Table.Th>{t("settings.tokenPrefix")}</Table.Th>
            <Table.Th>{t("settings.tokenMay")}</Table.Th>
            <Table.Th>{t("settings.tokenUsed")}</Table.Th>
            <Table.Th aria-label={t("settings.revoke")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Td>{token.name}</Table.Td>
              <Table.Td>
                <code>{token.prefix}…</code>
              </Table.Td>
              <Table.Td>{token.permissions.map((permission) => t(`permission.${permission}`)).join(", ")}</Table.Td>
              <Table.Td>
                {token.last_used_at === null ? t("settings.never") : <RelativeTime at={token.last_used_at} />}
              </Table.Td>
              <Table.Td>
                <Button
                  size="compact-sm"
                  variant="light"
                  color="red"
                  onClick={() => {
                    setRevoking(token);
                  }}
                >
                  {t("settings.revoke")}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <RevokeToken
        token={revoking}
        onClose={() => {
          setRevoking(null);
        }}
      />
    </div>
  );
}
