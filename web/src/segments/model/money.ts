// Amounts are kept in minor units and typed in major ones: 1250 of BRL is 12.50.

function digitsOf(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

export const inMajor = (minor: number, currency: string): number => minor / 10 ** digitsOf(currency);
export const inMinor = (major: number, currency: string): number => Math.round(major * 10 ** digitsOf(currency));
