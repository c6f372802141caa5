// The flow one begins with: small, complete, and with a way to a person.
import type { Language } from "../i18n";

interface Words {
  keyword: string;
  hello: string;
  hours: string;
  person: string;
  open: string;
  coming: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    keyword: "hello",
    hello: "Hello {{ contact.name }}! How can we help?",
    hours: "Opening hours",
    person: "Talk to a person",
    open: "We are open Monday to Saturday, 9 am to 7 pm.",
    coming: "Somebody will be with you in a moment.",
  },
  es: {
    keyword: "hola",
    hello: "¡Hola {{ contact.name }}! ¿En qué te podemos ayudar?",
    hours: "Horarios",
    person: "Hablar con alguien",
    open: "Abrimos de lunes a sábado, de 9 a 19 h.",
    coming: "En un momento te atiende una persona.",
  },
  "pt-BR": {
    keyword: "oi",
    hello: "Oi, {{ contact.name }}! Como podemos ajudar?",
    hours: "Horários",
    person: "Falar com alguém",
    open: "Abrimos de segunda a sábado, das 9h às 19h.",
    coming: "Em instantes uma pessoa vai atender você.",
  },
};

export function starterFlow(language: Language, name: string): string {
  const { keyword, hello, hours, person, open, coming } = WORDS[language];
  return `name: ${JSON.stringify(name)}
language: ${language}

triggers:
  - keyword: ${keyword}

start: menu

nodes:
  menu:
    say:
      text: "${hello}"
      buttons:
        - id: hours
          title: "${hours}"
          go_to: hours
        - id: person
          title: "${person}"
          go_to: person

  hours:
    say:
      text: "${open}"
    next: done

  person:
    hand_over:
      text: "${coming}"

  done:
    end: {}
`;
}

/** Nothing but a name and a language: for who begins on an empty canvas. */
export const emptyFlow = (language: Language, name: string): string =>
  `name: ${JSON.stringify(name)}\nlanguage: ${language}\nstart: ""\nnodes: {}\n`;
