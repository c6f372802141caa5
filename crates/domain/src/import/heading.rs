//! What people call the columns of their files, in Spanish, Portuguese and English.
//!
//! Titles are compared folded: without case, accents and signs. The words come from the export files of address books
//! (Google, Outlook), shops (Shopify, `WooCommerce`, Tiendanube, Nuvemshop) and of the usual CRM and spreadsheet habits.

mod words;

use super::Subject;
use super::mapping::{EMAIL, Kind, Target};
use crate::consent::Category;
use crate::text::fold;
use words::{
    BIRTHDAY, CONSENT, CONSENT_UTILITY, CURRENCY, EMAIL_ADDRESS, EVENT_AT, EVENT_ID, EVENT_NAME, EXTERNAL_ID,
    FIRST_NAME, LABELS, LANGUAGE, LAST_NAME, NAME, OURS, PHONE, VALUE,
};

/// What a title says, when it says something we know.
pub fn target_of(title: &str, subject: Subject) -> Option<Target> {
    let title = fold(title);
    let is = |words: &[&str]| words.contains(&title.as_str());
    if subject == Subject::Events {
        if is(EVENT_NAME) {
            return Some(Target::EventName);
        } else if is(EVENT_ID) {
            return Some(Target::EventId);
        } else if is(EVENT_AT) {
            return Some(Target::EventAt);
        } else if is(VALUE) {
            return Some(Target::Property { name: "value".to_owned(), kind: Kind::Number });
        } else if is(CURRENCY) {
            return Some(Target::Property { name: "currency".to_owned(), kind: Kind::Text });
        }
    }
    Some(match () {
        () if is(PHONE) => Target::Phone,
        () if is(FIRST_NAME) => Target::FirstName,
        () if is(LAST_NAME) => Target::LastName,
        () if is(NAME) => Target::Name,
        () if is(EMAIL_ADDRESS) => attribute(EMAIL, Kind::Text),
        () if is(LANGUAGE) => Target::Language,
        () if is(LABELS) => Target::Labels,
        () if is(CONSENT) => Target::Consent { category: Category::Marketing },
        () if is(CONSENT_UTILITY) => Target::Consent { category: Category::Utility },
        () if is(EXTERNAL_ID) => attribute("external_id", Kind::Text),
        () if is(OURS) => Target::Ignore,
        () if is(BIRTHDAY) => attribute("birthday", Kind::Date),
        () => return None,
    })
}

fn attribute(name: &str, kind: Kind) -> Target {
    Target::Attribute { name: name.to_owned(), kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_as_they_stand_in_files() {
        for (title, expected) in [
            ("Teléfono", "phone"),
            ("N° de Teléfono", ""),
            ("Nro. de teléfono", "phone"),
            ("CELULAR", "phone"),
            ("WhatsApp", "phone"),
            ("Phone 1 - Value", "phone"),
            ("Nombre y Apellido", "name"),
            ("Primeiro nome", "first_name"),
            ("Sobrenome", "last_name"),
            ("Correo electrónico", "attribute:email:text"),
            ("E-mail 1 - Value", "attribute:email:text"),
            ("Idioma", "language"),
            ("Etiquetas", "labels"),
            ("¿Acepta promociones?", "consent:marketing"),
            ("Aceita receber promoções", "consent:marketing"),
            ("Accepts Marketing", "consent:marketing"),
            ("Nº de cliente", ""),
            ("Código de cliente", "attribute:external_id:text"),
            ("Fecha de nacimiento", "attribute:birthday:date"),
            ("Ciudad", ""),
        ] {
            let target = target_of(title, Subject::Contacts).map(|target| target.word()).unwrap_or_default();
            assert_eq!(target, expected, "{title}");
        }
    }

    #[test]
    fn titles_of_orders() {
        for (title, expected) in [
            ("Pedido", "event_id"),
            ("Fecha", "event_at"),
            ("Importe", "property:value:number"),
            ("Moeda", "property:currency:text"),
            ("Telefone", "phone"),
        ] {
            assert_eq!(
                target_of(title, Subject::Events).map(|target| target.word()).as_deref(),
                Some(expected),
                "{title}"
            );
        }
        assert_eq!(target_of("Pedido", Subject::Contacts), None);
    }

    #[test]
    fn every_word_is_folded_and_in_one_list_only() {
        let lists = [
            PHONE,
            NAME,
            FIRST_NAME,
            LAST_NAME,
            EMAIL_ADDRESS,
            LANGUAGE,
            LABELS,
            CONSENT,
            CONSENT_UTILITY,
            EXTERNAL_ID,
            BIRTHDAY,
        ];
        for (place, list) in lists.iter().enumerate() {
            for word in *list {
                assert_eq!(fold(word), *word);
                assert!(!lists.iter().skip(place + 1).any(|other| other.contains(word)), "{word}");
            }
        }
    }
}
