// Places a customer may share.

export interface Place {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

export const PLACES: Place[] = [
  { latitude: 19.43261, longitude: -99.13321, name: "Zócalo", address: "Centro, Ciudad de México" },
  { latitude: -23.56141, longitude: -46.65588, name: "MASP", address: "Av. Paulista, 1578, São Paulo" },
  { latitude: 40.41681, longitude: -3.70379, name: "Puerta del Sol", address: "Madrid" },
];

/** Two numbers as one copies them from a map: latitude, longitude. */
export function coordinates(text: string): Place | undefined {
  const numbers = text.trim().split(/\s*[,;\s]\s*/);
  if (numbers.length !== 2 || numbers.includes("")) return undefined;
  const [latitude = NaN, longitude = NaN] = numbers.map(Number);
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return onEarth ? { latitude, longitude } : undefined;
}
