// The words of templates with a one-time password: Meta writes them itself, in the template's language.

interface Texts {
  body: (recommend: boolean) => string;
  footer: (minutes: number) => string;
}

const ENGLISH: Texts = {
  body: (recommend) => `*{{1}}* is your verification code.${recommend ? " For your security, do not share it." : ""}`,
  footer: (minutes) => `Expires in ${minutes} min.`,
};

const TEXTS: Record<string, Texts | undefined> = {
  es: {
    body: (recommend) =>
      `Tu código de verificación es *{{1}}*.${recommend ? " Por tu seguridad, no lo compartas." : ""}`,
    footer: (minutes) => `Caduca en ${minutes} min.`,
  },
  pt: {
    body: (recommend) =>
      `Seu código de verificação é *{{1}}*.${recommend ? " Para sua segurança, não o compartilhe." : ""}`,
    footer: (minutes) => `Expira em ${minutes} min.`,
  },
};

export function authenticationTexts(language: string): Texts {
  return TEXTS[language.split(/[_-]/)[0] ?? ""] ?? ENGLISH;
}
