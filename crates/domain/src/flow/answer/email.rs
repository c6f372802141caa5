//! E-mail addresses, checked without being clever.

/// The one address in a text, in lower case.
pub fn read(text: &str) -> Option<String> {
    let mut addresses = text.split(|character: char| character.is_whitespace() || "<>()[],;:\"".contains(character));
    let mut addresses = addresses.by_ref().map(|word| word.trim_end_matches('.')).filter(|word| word.contains('@'));
    let address = addresses.next().filter(|_| addresses.next().is_none())?;
    is_address(address).then(|| address.to_lowercase())
}

fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let mut labels = host.split('.');
    let plain = !local.is_empty() && !local.contains('@');
    text.len() <= 254 && plain && host.contains('.') && labels.all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found() {
        for (text, expected) in [
            ("Ana@Example.com", Some("ana@example.com")),
            ("mi correo es ana.b+c@mail.example.co.", Some("ana.b+c@mail.example.co")),
            ("ana@example", None),
            ("ana@@example.com", None),
            ("@example.com", None),
            ("ana@.com", None),
            ("ana@example.com o eva@example.com", None),
            ("no tengo", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }
}
