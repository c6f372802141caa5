//! What the proof says, in the languages of the UI.

/// The words of one language.
pub struct Phrases {
    pub language: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub business: &'static str,
    pub made_at: &'static str,
    pub person: &'static str,
    pub name: &'static str,
    pub known_by: &'static str,
    pub kept_since: &'static str,
    pub now: &'static str,
    pub category: &'static str,
    pub number: &'static str,
    pub all_numbers: &'static str,
    pub state: &'static str,
    pub because: &'static str,
    pub records: &'static str,
    pub no_records: &'static str,
    pub said_at: &'static str,
    pub how: &'static str,
    pub words: &'static str,
    pub by: &'static str,
    pub written_at: &'static str,
    pub rules: &'static [&'static str],
    /// (word of the API, what it means)
    pub meanings: &'static [(&'static str, &'static str)],
}

impl Phrases {
    /// English when the language is not one of ours.
    pub fn of(language: &str) -> &'static Self {
        let base = language.split('-').next().unwrap_or_default();
        match base {
            "es" => &SPANISH,
            "pt" => &PORTUGUESE,
            _ => &ENGLISH,
        }
    }

    /// A word of ours in this language; one it does not know stays as it is.
    pub fn meaning<'a>(&self, word: &'a str) -> &'a str {
        self.meanings.iter().find(|(known, _)| *known == word).map_or(word, |(_, meaning)| meaning)
    }
}

const ENGLISH: Phrases = Phrases {
    language: "en",
    title: "Proof of consent to WhatsApp messages",
    about: "What this person has allowed and refused, when and in which words, and what follows from it today.",
    business: "Business",
    made_at: "Made at",
    person: "Person",
    name: "Name",
    known_by: "Known by",
    kept_since: "On record since",
    now: "What holds now",
    category: "Messages",
    number: "Number of the business",
    all_numbers: "All",
    state: "State",
    because: "Why",
    records: "Every record, in the order it was said",
    no_records: "Nothing was ever recorded: the person has neither agreed nor refused.",
    said_at: "Said at",
    how: "How",
    words: "Exact words, form or signal",
    by: "Written down by",
    written_at: "Written down at",
    rules: &[
        "Records are only added. None is changed or removed when a later one takes its place.",
        "The last thing the person said holds, by the moment it was said. Of two in the same moment, the refusal holds.",
        "WhatsApp's own switch is a second voice. A refusal of either holds until that voice takes it back.",
        "Marketing messages are sent only after an agreement. Notices are sent unless they were refused. Whoever writes to \
         the business is answered.",
        "What was said about one number of the business holds for that number, unless something newer was said about all.",
    ],
    meanings: &[
        ("marketing", "Marketing"),
        ("utility", "Notices"),
        ("opted_in", "Agreed"),
        ("opted_out", "Refused"),
        ("unknown", "Never asked, or taken back"),
        ("word", "Written by the person in the chat"),
        ("meta_signal", "Signalled by WhatsApp"),
        ("agent", "Told to somebody of the business"),
        ("api", "Reported by a system of the business"),
        ("flow", "Answered in an automatic conversation"),
        ("form", "Filled in a form"),
        ("import", "Taken over from a file"),
        ("follows_nothing", "Nothing was ever said."),
        ("follows_said", "It is the last thing the person said."),
        ("follows_signalled", "WhatsApp signalled that the person switched these messages off."),
        ("follows_both", "The person refused, and switched these messages off in WhatsApp."),
        ("phone", "Phone"),
        ("wa_id", "WhatsApp number"),
        ("user_id", "WhatsApp user id"),
        ("parent_user_id", "WhatsApp user id of the group of companies"),
        ("username", "Username"),
    ],
};

const SPANISH: Phrases = Phrases {
    language: "es",
    title: "Constancia de consentimiento para mensajes de WhatsApp",
    about: "Qué ha aceptado y qué ha rechazado esta persona, cuándo y con qué palabras, y qué resulta de ello hoy.",
    business: "Empresa",
    made_at: "Emitida el",
    person: "Persona",
    name: "Nombre",
    known_by: "Identificada por",
    kept_since: "Registrada desde",
    now: "Qué vale ahora",
    category: "Mensajes",
    number: "Número de la empresa",
    all_numbers: "Todos",
    state: "Estado",
    because: "Por qué",
    records: "Todos los registros, en el orden en que se dijeron",
    no_records: "Nunca se registró nada: la persona no ha aceptado ni rechazado.",
    said_at: "Dicho el",
    how: "Cómo",
    words: "Palabras exactas, formulario o señal",
    by: "Anotado por",
    written_at: "Anotado el",
    rules: &[
        "Los registros solo se agregan. Ninguno se cambia ni se borra cuando otro posterior lo reemplaza.",
        "Vale lo último que dijo la persona, según el momento en que lo dijo. Si hay dos del mismo momento, vale el rechazo.",
        "El interruptor propio de WhatsApp es una segunda voz. El rechazo de cualquiera de las dos vale hasta que esa misma \
         voz lo retire.",
        "La publicidad se envía solo después de una aceptación. Los avisos se envían salvo que se hayan rechazado. A quien \
         le escribe a la empresa se le responde.",
        "Lo que se dijo de un número de la empresa vale para ese número, salvo que después se haya dicho algo de todos.",
    ],
    meanings: &[
        ("marketing", "Publicidad"),
        ("utility", "Avisos"),
        ("opted_in", "Aceptado"),
        ("opted_out", "Rechazado"),
        ("unknown", "Nunca preguntado, o retirado"),
        ("word", "Escrito por la persona en el chat"),
        ("meta_signal", "Señalado por WhatsApp"),
        ("agent", "Dicho a alguien de la empresa"),
        ("api", "Informado por un sistema de la empresa"),
        ("flow", "Respondido en una conversación automática"),
        ("form", "Completado en un formulario"),
        ("import", "Tomado de un archivo"),
        ("follows_nothing", "Nunca se dijo nada."),
        ("follows_said", "Es lo último que dijo la persona."),
        ("follows_signalled", "WhatsApp señaló que la persona desactivó estos mensajes."),
        ("follows_both", "La persona los rechazó y además los desactivó en WhatsApp."),
        ("phone", "Teléfono"),
        ("wa_id", "Número de WhatsApp"),
        ("user_id", "Id. de usuario de WhatsApp"),
        ("parent_user_id", "Id. de usuario de WhatsApp del grupo de empresas"),
        ("username", "Nombre de usuario"),
    ],
};

const PORTUGUESE: Phrases = Phrases {
    language: "pt-BR",
    title: "Comprovante de consentimento para mensagens de WhatsApp",
    about: "O que esta pessoa aceitou e recusou, quando e com que palavras, e o que resulta disso hoje.",
    business: "Empresa",
    made_at: "Emitido em",
    person: "Pessoa",
    name: "Nome",
    known_by: "Identificada por",
    kept_since: "Registrada desde",
    now: "O que vale agora",
    category: "Mensagens",
    number: "Número da empresa",
    all_numbers: "Todos",
    state: "Situação",
    because: "Por quê",
    records: "Todos os registros, na ordem em que foram ditos",
    no_records: "Nada foi registrado: a pessoa não aceitou nem recusou.",
    said_at: "Dito em",
    how: "Como",
    words: "Palavras exatas, formulário ou sinal",
    by: "Anotado por",
    written_at: "Anotado em",
    rules: &[
        "Registros só são acrescentados. Nenhum é mudado ou apagado quando um posterior toma o seu lugar.",
        "Vale a última coisa que a pessoa disse, pelo momento em que disse. De duas do mesmo momento, vale a recusa.",
        "O botão do próprio WhatsApp é uma segunda voz. A recusa de qualquer uma vale até que essa mesma voz a retire.",
        "Publicidade só é enviada depois de um aceite. Avisos são enviados, salvo se recusados. Quem escreve para a empresa \
         recebe resposta.",
        "O que foi dito sobre um número da empresa vale para esse número, salvo se algo mais novo foi dito sobre todos.",
    ],
    meanings: &[
        ("marketing", "Publicidade"),
        ("utility", "Avisos"),
        ("opted_in", "Aceito"),
        ("opted_out", "Recusado"),
        ("unknown", "Nunca perguntado, ou retirado"),
        ("word", "Escrito pela pessoa no chat"),
        ("meta_signal", "Sinalizado pelo WhatsApp"),
        ("agent", "Dito a alguém da empresa"),
        ("api", "Informado por um sistema da empresa"),
        ("flow", "Respondido em uma conversa automática"),
        ("form", "Preenchido em um formulário"),
        ("import", "Trazido de um arquivo"),
        ("follows_nothing", "Nada foi dito."),
        ("follows_said", "É a última coisa que a pessoa disse."),
        ("follows_signalled", "O WhatsApp sinalizou que a pessoa desativou estas mensagens."),
        ("follows_both", "A pessoa recusou e também desativou estas mensagens no WhatsApp."),
        ("phone", "Telefone"),
        ("wa_id", "Número do WhatsApp"),
        ("user_id", "Id de usuário do WhatsApp"),
        ("parent_user_id", "Id de usuário do WhatsApp do grupo de empresas"),
        ("username", "Nome de usuário"),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use domain::consent::{Category, ConsentSource, ConsentState, Follows};
    use domain::contact::IdentifierKind;

    #[test]
    fn every_word_of_a_proof_has_its_meaning_in_every_language() {
        let words = Category::ALL.iter().map(ToString::to_string);
        let words = words.chain(ConsentState::ALL.iter().map(ToString::to_string));
        let words = words.chain(ConsentSource::ALL.iter().map(ToString::to_string));
        let words = words.chain(IdentifierKind::ALL.iter().map(ToString::to_string));
        let words: Vec<String> = words.chain(Follows::ALL.iter().map(|follows| format!("follows_{follows}"))).collect();
        for phrases in [&ENGLISH, &SPANISH, &PORTUGUESE] {
            for word in &words {
                assert_ne!(phrases.meaning(word), word, "{} in {}", word, phrases.language);
            }
            assert_eq!(phrases.meanings.len(), words.len());
            assert_eq!(Phrases::of(phrases.language).language, phrases.language);
        }
        assert_eq!(Phrases::of("de").language, "en");
    }
}
