// Meta's prices are fractions of a cent: kept in millionths, shown with as many digits as they need.
import { useTranslation } from "react-i18next";
import { formatLocale } from "../app/format";

const MICROS = 1_000_000;
/** Below this a price of one message would be shown as nothing. */
const SMALL = 1;

export function moneyOf(language: string, micros: number, currency: string): string {
  const amount = micros / MICROS;
  const digits = Math.abs(amount) > 0 && Math.abs(amount) < SMALL ? { maximumFractionDigits: 4 } : {};
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency, ...digits }).format(amount);
  } catch {
    return `${String(amount)} ${currency}`;
  }
}

export function useMoney(): (micros: number, currency: string) => string {
  const { i18n } = useTranslation();
  const locale = formatLocale(i18n.language, navigator.languages);
  return (micros, currency) => moneyOf(locale, micros, currency);
}
