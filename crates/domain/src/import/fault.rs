//! Why a row was left out: a reason that names column and value, in the reader's language.

use serde::{Deserialize, Serialize};

words! {
    Reason {
        KeyMissing = "key_missing",
        PhoneInvalid = "phone_invalid",
        /// A spreadsheet made 5.49E+12 of it: the last digits are gone.
        PhoneRounded = "phone_rounded",
        PhoneSeveral = "phone_several",
        /// The number belongs to somebody else than the key says.
        PhoneOfAnother = "phone_of_another",
        EmailInvalid = "email_invalid",
        LanguageUnknown = "language_unknown",
        ConsentUnclear = "consent_unclear",
        NumberInvalid = "number_invalid",
        BooleanInvalid = "boolean_invalid",
        DateInvalid = "date_invalid",
        ChoiceUnknown = "choice_unknown",
        DateTimeInvalid = "date_time_invalid",
        TooLong = "too_long",
        TooManyLabels = "too_many_labels",
        TooManyCells = "too_many_cells",
        Unreadable = "unreadable",
        EventNameMissing = "event_name_missing",
    }
}

/// What is wrong in a row, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub reason: Reason,
    /// The column's title, as the file writes it.
    pub column: String,
    /// The cell, cut where it is long.
    pub value: String,
}

const VALUE_CHARACTERS: usize = 100;

impl Fault {
    pub fn new(reason: Reason, column: &str, value: &str) -> Self {
        Self { reason, column: column.to_owned(), value: value.chars().take(VALUE_CHARACTERS).collect() }
    }

    /// `Teléfono: «123» no es un número de teléfono`.
    pub fn sentence(&self, language: &str) -> String {
        let (es, pt, en) = self.reason.texts();
        let text = match language.get(..2) {
            Some("es") => es,
            Some("pt") => pt,
            _ => en,
        };
        let said = text.replace("{value}", &self.value);
        if self.column.is_empty() { said } else { format!("{}: {said}", self.column) }
    }
}

impl Reason {
    /// Spanish, Portuguese, English.
    const fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyMissing => (
                "está vacío, y por este dato se reconoce a la persona",
                "está vazio, e é por este dado que se reconhece a pessoa",
                "is empty, and people are recognised by it",
            ),
            Self::PhoneInvalid => (
                "«{value}» no es un número de teléfono; escríbelo con su país, como +54 9 11 5555 0101",
                "“{value}” não é um número de telefone; escreva com o país, como +55 11 98765-4321",
                "“{value}” is not a phone number; write it with its country, like +54 9 11 5555 0101",
            ),
            Self::PhoneRounded => (
                "la planilla redondeó el número a «{value}»; da formato de texto a la columna y vuelve a exportarla",
                "a planilha arredondou o número para “{value}”; formate a coluna como texto e exporte de novo",
                "the spreadsheet rounded the number to “{value}”; format the column as text and export it again",
            ),
            Self::PhoneSeveral => (
                "«{value}» tiene varios números; deja uno por fila",
                "“{value}” tem vários números; deixe um por linha",
                "“{value}” holds several numbers; leave one in each row",
            ),
            Self::PhoneOfAnother => (
                "«{value}» es de otra persona, que tiene otra clave",
                "“{value}” é de outra pessoa, que tem outra chave",
                "“{value}” belongs to somebody else, who has another key",
            ),
            Self::EmailInvalid => (
                "«{value}» no es una dirección de correo",
                "“{value}” não é um endereço de e-mail",
                "“{value}” is not an e-mail address",
            ),
            Self::LanguageUnknown => (
                "«{value}» no es un idioma que conozcamos; por ejemplo es, pt-BR o inglés",
                "“{value}” não é um idioma que conhecemos; por exemplo es, pt-BR ou inglês",
                "“{value}” is not a language we know; for example es, pt-BR or English",
            ),
            Self::ConsentUnclear => (
                "«{value}» no dice ni sí ni no",
                "“{value}” não diz nem sim nem não",
                "“{value}” says neither yes nor no",
            ),
            Self::NumberInvalid => {
                ("«{value}» no es un número", "“{value}” não é um número", "“{value}” is not a number")
            }
            Self::BooleanInvalid => {
                ("«{value}» no es ni sí ni no", "“{value}” não é nem sim nem não", "“{value}” is neither yes nor no")
            }
            Self::ChoiceUnknown => (
                "«{value}» no es una de las opciones",
                "“{value}” não é uma das opções",
                "“{value}” is not one of the choices",
            ),
            Self::DateInvalid => ("«{value}» no es una fecha", "“{value}” não é uma data", "“{value}” is not a date"),
            Self::DateTimeInvalid => {
                ("«{value}» no es fecha y hora", "“{value}” não é data e hora", "“{value}” is not a date and time")
            }
            Self::TooLong => ("el texto es demasiado largo", "o texto é longo demais", "the text is too long"),
            Self::TooManyLabels => ("son demasiadas etiquetas", "são etiquetas demais", "these are too many labels"),
            Self::TooManyCells => (
                "la fila tiene más celdas que columnas hay; falta una comilla o sobra un separador",
                "a linha tem mais células do que colunas; falta uma aspa ou sobra um separador",
                "the row has more cells than there are columns; a quote is missing or a separator too many",
            ),
            Self::Unreadable => (
                "tiene letras dañadas: «{value}»",
                "tem letras danificadas: “{value}”",
                "has damaged letters: “{value}”",
            ),
            Self::EventNameMissing => ("falta el nombre del evento", "falta o nome do evento", "the event has no name"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_said_in_three_languages() {
        let fault = Fault::new(Reason::PhoneInvalid, "Teléfono", "123");
        assert!(fault.sentence("es").starts_with("Teléfono: «123» no es un número"), "{}", fault.sentence("es"));
        assert!(fault.sentence("pt-BR").contains("não é um número"));
        assert!(fault.sentence("de").contains("is not a phone number"));
        assert_eq!(Fault::new(Reason::EventNameMissing, "", "").sentence("en"), "the event has no name");
    }
}
