// The three languages of the UI. English is in the bundle; the others are fetched when somebody reads them.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./en.json";

export const LANGUAGES = { en: "English", es: "Español", "pt-BR": "Português (Brasil)" } as const;
export type Language = keyof typeof LANGUAGES;

const LOADERS: Record<Exclude<Language, "en">, () => Promise<{ default: typeof en }>> = {
  es: () => import("./es.json"),
  "pt-BR": () => import("./pt-BR.json"),
};

const REMEMBERED = "recado.language";

/** The language of ours that serves a BCP 47 tag best: `es-MX` is read in `es`, `pt` in `pt-BR`. */
export function closestLanguage(tag: string | null | undefined): Language {
  const base = tag?.toLowerCase().split("-")[0];
  return base === "es" ? "es" : base === "pt" ? "pt-BR" : "en";
}

export function currentLanguage(): Language {
  return closestLanguage(i18next.language);
}

export async function setLanguage(language: Language): Promise<void> {
  if (language !== "en" && !i18next.hasResourceBundle(language, "translation")) {
    const { default: texts } = await LOADERS[language]();
    i18next.addResourceBundle(language, "translation", texts);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(REMEMBERED, language);
}

export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await setLanguage(closestLanguage(localStorage.getItem(REMEMBERED) ?? navigator.language));
}
