import { currentLanguage } from "../i18n";

/** A text by language, in the language of the page. */
export const inMine = (texts: Record<string, string>): string => texts[currentLanguage()] ?? texts.en ?? "";
